// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.harness.Progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The rounds of a case: in each of them every contender takes its turn.
 *
 * @param title of the question and its case, for the progress
 * @param number of rounds
 * @param contenders in the order in which they take turns
 * @param name of a contender
 * @param micros about how long a contender's turn takes, in microseconds
 */
public record Rounds<C>(
        String title, int number, List<C> contenders, Function<C, String> name, ToDoubleFunction<C> micros) {

    /** A contender's turn. */
    @FunctionalInterface
    public interface Turn<C> {

        /**
         * @param round from 1
         * @throws BenchException if the contender failed
         */
        Round take(C contender, int round);
    }

    public Rounds {
        contenders = List.copyOf(contenders);
    }

    /** @throws IllegalArgumentException if there is no round */
    public static void require(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("there must be at least 1 round, found " + number);
        }
    }

    /** About how long all of them take. */
    public double expectedMicros() {
        return number * contenders.stream().mapToDouble(micros).sum();
    }

    /** What came of all turns, in the order in which they were. One that fails keeps no other from being taken. */
    public List<Round> play(Progress progress, Turn<C> turn) {
        List<Round> played = new ArrayList<>();
        for (int round = 1; round <= number; round++) {
            for (C contender : contenders) {
                String who = name.apply(contender);
                progress.begin(
                        String.format(Locale.ROOT, "%s, round %d, %s", title, round, who),
                        micros.applyAsDouble(contender));
                try {
                    played.add(turn.take(contender, round));
                } catch (BenchException | IllegalArgumentException e) {
                    // The latter where there were too few events to measure.
                    played.add(new Round(who, round, Figures.NONE, List.of(e.getMessage())));
                }
            }
        }
        return played;
    }
}
