// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.question.Answer;
import dev.penstock.bench.question.Case;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What pages tell of results, as Markdown without blank lines around it. */
final class Excerpts {

    private static final int MINUTE = 60;

    private Excerpts() {}

    /** What they were measured on, when and how long. */
    static String machine(Results results) {
        Machine machine = results.machine();
        return String.format(
                Locale.ROOT,
                "Measured on %s in one run of `./penstock %s`%s: %s, %d processors, %s of memory, %s, JDK %s, commit %s.",
                results.date(),
                results.benchmark().equals("bench") ? "bench" : "bench " + results.benchmark(),
                results.seconds() == 0 ? "" : ", which took " + duration(results.seconds()),
                machine.processor(),
                machine.processors(),
                machine.memory(),
                machine.system(),
                machine.jdk(),
                machine.commit());
    }

    private static String duration(long seconds) {
        return String.format(Locale.ROOT, "%d min %d s", seconds / MINUTE, seconds % MINUTE);
    }

    /** Figures and ratios, and what was wrong. */
    static String tables(Answer answer) {
        String tables = joined(Stream.of(AnswerTables.figures(answer), AnswerTables.ratios(answer)));
        return Stream.of(tables, faults(answer)).filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n"));
    }

    /** The first line of each: what follows there is of a log. */
    private static String faults(Answer answer) {
        Stream<String> ofRounds = answer.cases().stream()
                .flatMap(asked -> asked.rounds().stream())
                .flatMap(round -> round.faults().stream()
                        .map(fault -> String.format(
                                Locale.ROOT, "%s, round %d: %s", round.contender(), round.number(), firstLine(fault))));
        return Stream.concat(ofRounds, answer.faults().stream().map(Excerpts::firstLine))
                .map(fault -> "- " + fault)
                .collect(Collectors.joining("\n"));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String joined(Stream<Table> tables) {
        return tables.filter(table -> !table.isEmpty())
                .map(table -> table.markdown().strip())
                .collect(Collectors.joining("\n\n"));
    }

    /**
     * All that they say, and what became of the targets.
     *
     * @param others that a page shows too; where these are of another JDK, they are set beside them
     */
    static String all(Results results, Results others) {
        List<String> parts = new ArrayList<>(List.of(machine(results)));
        for (Answer answer : results.answers()) {
            if (results.answers().size() > 1) {
                parts.add("**" + answer.question() + "**");
            }
            parts.add(tables(answer));
        }
        if (!results.machine().jdk().equals(others.machine().jdk())) {
            parts.addAll(beside(results, others));
        }
        parts.add(joined(Stream.of(Targets.measured(results))));
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n"));
    }

    private static List<String> beside(Results results, Results others) {
        var table = new Table(2, "case", "contender", "events/s, times", "CPU us/event, times");
        List<String> differences = new ArrayList<>();
        String throughput = QuestionReport.THROUGHPUT.text();
        for (Case asked : results.answer(throughput).map(Answer::cases).orElse(List.of())) {
            others.answer(throughput)
                    .flatMap(answer -> answer.find(asked.name()))
                    .ifPresent(other -> {
                        other.differences(asked).stream()
                                .map(setting -> asked.name().isEmpty() ? setting : asked.name() + ": " + setting)
                                .forEach(differences::add);
                        asked.contenders().stream()
                                .filter(contender -> other.contenders().contains(contender))
                                .forEach(contender -> table.row(List.of(
                                        asked.name(),
                                        contender,
                                        times(asked, other, contender, Figure.EVENTS_PER_SECOND),
                                        times(asked, other, contender, Figure.CPU_MICROS_PER_EVENT))));
                    });
        }
        if (table.isEmpty()) {
            return List.of();
        }
        String text = String.format(
                Locale.ROOT,
                "Medians, as a multiple of those of %s in the run of all questions; two runs, so some percent mean nothing.%s",
                others.machine().jdk(),
                differences.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT, " Settings are not the same: %s.", String.join("; ", differences)));
        return List.of(text, table.markdown().strip());
    }

    private static String times(Case asked, Case other, String contender, Figure figure) {
        List<Double> values = asked.values(contender, figure);
        List<Double> others = other.values(contender, figure);
        return values.isEmpty() || others.isEmpty()
                ? "-"
                : Numbers.text(Spread.of(values).median() / Spread.of(others).median());
    }
}
