// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Case;
import dev.penstock.event.pipeline.InvalidPipelineException;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A question that matches answer. */
record MatchInquiry(Question question, Setup setup, List<Match> matches) implements Inquiry {

    MatchInquiry {
        matches = List.copyOf(matches);
    }

    /**
     * Refuses contenders that can't run, while that has cost nothing yet.
     *
     * @throws BenchException if a pipeline file is refused, or something is missing
     */
    static List<Entrant> ready(List<Entrant> entrants) {
        for (Entrant entrant : entrants) {
            entrant.missing().ifPresent(missing -> {
                throw new BenchException(
                        String.format(Locale.ROOT, "the contender %s can't run: %s", entrant.name(), missing));
            });
            try {
                entrant.sources();
            } catch (InvalidPipelineException e) {
                throw new BenchException(
                        String.format(Locale.ROOT, "the contender %s can't run: %s", entrant.name(), e.getMessage()),
                        e);
            }
        }
        return entrants;
    }

    @Override
    public double expectedMicros() {
        return matches.stream().mapToDouble(Match::expectedMicros).sum();
    }

    @Override
    public void ask(Workplace place, Progress progress, Consumer<Case> answers) {
        matches.forEach(match -> answers.accept(match.play(question, place, setup, progress)));
    }
}
