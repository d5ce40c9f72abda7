// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.question.Answer;
import dev.penstock.bench.question.Case;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static dev.penstock.bench.harness.Figure.BROKER_CORES;
import static dev.penstock.bench.harness.Figure.CORES;
import static dev.penstock.bench.harness.Figure.CPU_MICROS_PER_EVENT;
import static dev.penstock.bench.harness.Figure.EVENTS_PER_SECOND;
import static dev.penstock.bench.harness.Figure.EVERY_PARTITION_SECONDS;
import static dev.penstock.bench.harness.Figure.FIRST_ROW_SECONDS;
import static dev.penstock.bench.harness.Figure.P50_MILLIS;
import static dev.penstock.bench.harness.Figure.P999_MILLIS;
import static dev.penstock.bench.harness.Figure.P99_MILLIS;

/** The pictures of results: medians as bars. */
public final class Pictures {

    private static final String SECONDS = "seconds";
    private static final String MILLIS = "milliseconds";
    private static final List<Picture> ALL = List.of(
            new Picture("throughput", QuestionReport.THROUGHPUT, "Events per second", "", List.of(EVENTS_PER_SECOND)),
            new Picture(
                    "throughput-cpu",
                    QuestionReport.THROUGHPUT,
                    "CPU time per event",
                    "microseconds",
                    List.of(CPU_MICROS_PER_EVENT)),
            new Picture(
                    "freshness",
                    QuestionReport.FRESHNESS,
                    "From an event to a row that counts it",
                    MILLIS,
                    List.of(P50_MILLIS, P99_MILLIS, P999_MILLIS)),
            new Picture(
                    "live",
                    QuestionReport.LIVE,
                    "Processors kept busy by events at a steady rate",
                    "",
                    List.of(CORES, BROKER_CORES)),
            new Picture(
                    "keys", QuestionReport.KEYS, "CPU time per event", "microseconds", List.of(CPU_MICROS_PER_EVENT)),
            new Picture(
                    "groups",
                    QuestionReport.GROUPS,
                    "CPU time per event over the number of feature groups",
                    "microseconds",
                    List.of(CPU_MICROS_PER_EVENT)),
            new Picture(
                    "producer", QuestionReport.PRODUCER, "Events produced per second", "", List.of(EVENTS_PER_SECOND)),
            new Picture(
                    "recovery",
                    QuestionReport.RECOVERY,
                    "From a crash to new rows",
                    SECONDS,
                    List.of(FIRST_ROW_SECONDS, EVERY_PARTITION_SECONDS)),
            new Picture(
                    "scale",
                    QuestionReport.SCALE,
                    "CPU time per event over the number of instances",
                    "microseconds",
                    List.of(CPU_MICROS_PER_EVENT)),
            new Picture(
                    "scoring",
                    QuestionReport.SCORING,
                    "CPU time per text",
                    "microseconds",
                    List.of(CPU_MICROS_PER_EVENT)));

    /**
     * A kind of picture.
     *
     * @param name of its file
     * @param figures the bars of a contender
     */
    private record Picture(String name, QuestionReport question, String title, String unit, List<Figure> figures) {}

    private Pictures() {}

    /** Draws them into a folder, each into a file of its name; the files. */
    public static List<Path> draw(Results results, Path folder) {
        // There may be no display, and none is needed.
        System.setProperty("java.awt.headless", "true");
        List<Path> drawn = new ArrayList<>();
        of(results).forEach((name, chart) -> {
            Path file = folder.resolve(name + ".png");
            chart.save(file, results.date());
            drawn.add(file);
        });
        return drawn;
    }

    /** By name. Contenders without figures, and pictures without contenders, are left out. */
    static Map<String, BarChart> of(Results results) {
        var charts = new LinkedHashMap<String, BarChart>();
        for (Picture picture : ALL) {
            List<BarChart.Bar> bars = new ArrayList<>();
            results.answers().stream()
                    .filter(answer -> answer.question().equals(picture.question.text()))
                    .forEach(answer -> bars.addAll(bars(answer, picture.figures)));
            if (!bars.isEmpty()) {
                List<String> series = picture.figures.stream().map(Figure::text).toList();
                charts.put(picture.name, new BarChart(picture.title, picture.unit, bars, series));
            }
        }
        return charts;
    }

    private static List<BarChart.Bar> bars(Answer answer, List<Figure> figures) {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (Case asked : answer.cases()) {
            for (String contender : asked.contenders()) {
                List<List<Double>> values = figures.stream()
                        .map(figure -> asked.values(contender, figure))
                        .toList();
                if (values.stream().noneMatch(List::isEmpty)) {
                    bars.add(new BarChart.Bar(
                            name(answer, asked, contender),
                            values.stream()
                                    .map(rounds -> Spread.of(rounds).median())
                                    .toList()));
                }
            }
        }
        return bars;
    }

    /** No longer than it takes to tell the bars of an answer from each other. */
    private static String name(Answer answer, Case asked, String contender) {
        List<String> all = answer.cases().stream()
                .flatMap(one -> one.contenders().stream())
                .toList();
        if (asked.name().isEmpty() || answer.cases().size() > 1 && Collections.frequency(all, contender) == 1) {
            return contender;
        }
        boolean alone = all.stream().distinct().count() == 1;
        return alone ? asked.name() : asked.name() + ", " + contender;
    }
}
