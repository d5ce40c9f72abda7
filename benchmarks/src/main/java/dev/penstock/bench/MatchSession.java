// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Machine;
import dev.penstock.bench.report.Table;
import dev.penstock.event.pipeline.InvalidPipelineException;
import dev.penstock.producer.Terminal;
import picocli.CommandLine.ExitCode;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

/** Plays matches and tells how they ended: tables to standard output, faults and progress to standard error. */
final class MatchSession {

    private final String command;
    private final OutputArguments output;
    private final PrintWriter out;
    private final PrintWriter err;

    MatchSession(String command, OutputArguments output, PrintWriter out, PrintWriter err) {
        this.command = command;
        this.output = output;
        this.out = out;
        this.err = err;
    }

    /**
     * Refuses contenders that can't run, while that has cost nothing yet.
     *
     * @throws BenchException if a pipeline file is refused, or something is missing
     */
    static List<Entrant> ready(List<Entrant> entrants) {
        for (Entrant entrant : entrants) {
            entrant.missing().ifPresent(missing -> {
                throw new BenchException("the contender %s can't run: %s".formatted(entrant.name(), missing));
            });
            try {
                entrant.sources();
            } catch (InvalidPipelineException e) {
                throw new BenchException("the contender %s can't run: %s".formatted(entrant.name(), e.getMessage()), e);
            }
        }
        return entrants;
    }

    /** The exit code. */
    int play(Plan plan, List<Comparison> comparisons) {
        List<MatchResult> results = new ArrayList<>();
        try (var place = Workplace.open();
                var progress = ProgressDisplay.of(plan.expectedMicros(), err, Terminal.isStandardError())) {
            for (Match match : plan.matches()) {
                results.add(place.unlessEnded(() -> match.play(place, plan.setup(), progress)));
            }
        }
        Path file = output.json(command);
        Json.write(file, new Results(command, OutputArguments.date(), Machine.here(), plan.setup(), results));
        results.stream()
                .collect(groupingBy(MatchResult::name, LinkedHashMap::new, flatMapping(rounds(), toList())))
                .forEach((name, rounds) -> print(name, rounds, comparisons));
        err.println("results: " + file);
        err.flush();
        return results.stream().allMatch(MatchResult::right) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static Function<MatchResult, Stream<Round>> rounds() {
        return result -> result.rounds().stream();
    }

    /** @param name of the match, or of the matches that share a table */
    private void print(String name, List<Round> rounds, List<Comparison> comparisons) {
        if (!name.isEmpty()) {
            out.println(name);
            out.println();
        }
        print(RoundTables.figures(rounds));
        print(RoundTables.ratios(rounds, comparisons));
        out.flush();
        for (Round round : rounds) {
            round.faults()
                    .forEach(fault -> err.println(
                            "%s%s, round %d: %s".formatted(prefix(name), round.contender(), round.number(), fault)));
        }
    }

    private void print(Table table) {
        if (!table.isEmpty()) {
            out.println(output.markdown() ? table.markdown() : table.plain());
            out.println();
        }
    }

    private static String prefix(String name) {
        return name.isEmpty() ? "" : name + ", ";
    }
}
