// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.question.Answer;
import dev.penstock.bench.question.Case;
import dev.penstock.bench.question.Round;
import dev.penstock.bench.question.WorkloadCase;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** An answer as tables: medians and extremes, then ratios. */
public final class AnswerTables {

    private static final String NOTHING = "-";

    private AnswerTables() {}

    /**
     * A contender with a fault in any round of a case has no figures there. Where some read a part of the events only,
     * what each reads stands beside its figures.
     */
    public static Table figures(Answer answer) {
        List<Figure> columns = QuestionReport.of(answer.question()).columns().stream()
                .filter(column -> column != Figure.COMPILER_MICROS_PER_EVENT || isMeasured(answer, column))
                .toList();
        boolean named = isNamed(answer);
        boolean shared = answer.cases().stream()
                .anyMatch(asked -> asked.contenders().stream().anyMatch(contender -> share(asked, contender) < 1));
        var table = new Table(
                named ? 2 : 1,
                Stream.of(
                                named ? Stream.of("case") : Stream.<String>empty(),
                                Stream.of("contender"),
                                columns.stream().map(Figure::text),
                                shared ? Stream.of("events read") : Stream.<String>empty(),
                                Stream.of("rounds", "answer"))
                        .flatMap(header -> header)
                        .toArray(String[]::new));
        for (Case asked : answer.cases()) {
            for (String contender : asked.contenders()) {
                List<String> cells = new ArrayList<>(named ? List.of(asked.name()) : List.of());
                cells.add(contender);
                columns.forEach(column -> cells.add(cell(asked, contender, column)));
                if (shared) {
                    cells.add(fraction(share(asked, contender)));
                }
                List<Round> rounds = asked.rounds(contender);
                cells.add(String.valueOf(rounds.size()));
                cells.add(verdict(rounds));
                table.row(cells);
            }
        }
        return table;
    }

    private static boolean isMeasured(Answer answer, Figure figure) {
        return answer.cases().stream()
                .flatMap(asked -> asked.rounds().stream())
                .anyMatch(round -> round.figures().get(figure).isPresent());
    }

    private static boolean isNamed(Answer answer) {
        return answer.cases().stream().anyMatch(asked -> !asked.name().isEmpty());
    }

    /** Of the events that are there, what it reads: all of them where nothing else was set. */
    private static double share(Case asked, String contender) {
        return Double.parseDouble(asked.settings().getOrDefault(WorkloadCase.SHARE_OF + contender, "1"));
    }

    private static String fraction(double share) {
        double parts = 1 / share;
        return share == 1
                ? "all"
                : parts == Math.rint(parts) ? String.format(Locale.ROOT, "1/%.0f", parts) : String.valueOf(share);
    }

    private static String cell(Case asked, String contender, Figure figure) {
        List<Double> values = asked.values(contender, figure);
        return values.isEmpty() ? NOTHING : Numbers.text(Spread.of(values));
    }

    private static String verdict(List<Round> rounds) {
        if (rounds.stream().allMatch(Round::counts)) {
            return "right";
        }
        return rounds.stream().anyMatch(round -> round.figures().isEmpty()) ? "FAILED" : "WRONG";
    }

    /** Comparisons of which a side did not take part are left out. */
    public static Table ratios(Answer answer) {
        boolean named = isNamed(answer);
        var table = named
                ? new Table(2, "case", "compared within a round", "quantity", "ratio")
                : new Table("compared within a round", "quantity", "ratio");
        for (Case asked : answer.cases()) {
            for (Comparison comparison : QuestionReport.of(answer.question()).comparisons()) {
                comparison.over(asked.rounds()).ifPresent(ratio -> {
                    List<String> cells = new ArrayList<>(named ? List.of(asked.name()) : List.of());
                    cells.add(comparison.first() + " / " + comparison.second());
                    cells.add(comparison.quantity().text);
                    cells.add(Numbers.text(ratio));
                    table.row(cells);
                });
            }
        }
        return table;
    }
}
