// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Numbers;
import dev.penstock.bench.report.Spread;
import dev.penstock.bench.report.Table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The rounds of a match as tables: medians and extremes, then ratios. */
final class RoundTables {

    private static final double MEBIBYTE = 1 << 20;
    private static final String NOTHING = "-";

    private RoundTables() {}

    /** A contender with a fault in any round has no figures here. */
    static Table figures(List<Round> rounds) {
        var table = new Table(
                "contender",
                "events/s",
                "CPU us/event",
                "peak RSS MiB",
                "Kafka B/event",
                "disk B/event",
                "rounds",
                "answer");
        names(rounds).forEach(name -> table.row(row(name, rounds)));
        return table;
    }

    private static List<String> row(String name, List<Round> all) {
        List<Round> rounds =
                all.stream().filter(round -> round.contender().equals(name)).toList();
        String count = String.valueOf(rounds.size());
        if (!rounds.stream().allMatch(Round::counts)) {
            boolean failed = rounds.stream().anyMatch(round -> round.figures().equals(Figures.NONE));
            return List.of(name, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, count, failed ? "FAILED" : "WRONG");
        }
        return List.of(
                name,
                text(rounds, Figures::eventsPerSecond),
                text(rounds, Figures::cpuMicrosPerEvent),
                text(rounds, figures -> figures.peakResidentBytes() / MEBIBYTE),
                text(rounds, figures -> (double) figures.kafkaBytes() / figures.events()),
                text(rounds, figures -> (double) figures.diskBytes() / figures.events()),
                count,
                "right");
    }

    private static String text(List<Round> rounds, ToDoubleFunction<Figures> figure) {
        return Numbers.text(Spread.of(rounds.stream()
                .map(round -> figure.applyAsDouble(round.figures()))
                .toList()));
    }

    /** Comparisons of which a side did not take part are left out. */
    static Table ratios(List<Round> rounds, List<Comparison> comparisons) {
        var table = new Table("compared within a round", "quantity", "ratio");
        for (Comparison comparison : comparisons) {
            comparison
                    .over(rounds)
                    .ifPresent(ratio -> table.row(List.of(
                            comparison.first() + " / " + comparison.second(),
                            comparison.quantity().text,
                            Numbers.text(ratio))));
        }
        return table;
    }

    private static Set<String> names(List<Round> rounds) {
        var names = new LinkedHashSet<String>();
        rounds.forEach(round -> names.add(round.contender()));
        return names;
    }
}
