// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that Penstock is held to.
 *
 * @param reached over the rounds, as results have it; empty if that was not measured
 */
record Target(String text, Bound bound, Function<Results, Optional<Spread>> reached) {

    /**
     * What is wanted.
     *
     * @param direction 1 if it is the least, -1 if it is the most
     * @param aim further than what is wanted, or the same if there is nothing further
     */
    record Bound(int direction, double wanted, double aim) {

        static Bound atLeast(double wanted) {
            return new Bound(1, wanted, wanted);
        }

        static Bound atMost(double wanted) {
            return new Bound(-1, wanted, wanted);
        }

        Bound aimingAt(double further) {
            return new Bound(direction, wanted, further);
        }

        private boolean hasAim() {
            return aim != wanted;
        }

        private String text() {
            String least = (direction > 0 ? "≥ " : "≤ ") + number(wanted);
            return hasAim() ? least + ", aim " + number(aim) : least;
        }

        private static String number(double value) {
            return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
        }

        /** By the median; whether rounds disagree is said. */
        private String verdict(Spread reached) {
            boolean met = holds(reached.median(), wanted);
            if (holds(reached.least(), wanted) != holds(reached.most(), wanted)) {
                return met ? "yes, not in every round" : "no, but in some rounds";
            }
            if (!met) {
                return "no";
            }
            return hasAim() ? (holds(reached.median(), aim) ? "yes, and the aim" : "yes, not the aim") : "yes";
        }

        private boolean holds(double value, double limit) {
            return direction * Double.compare(value, limit) >= 0;
        }
    }

    /** What it is, wanted, reached and whether it is met; "not measured" where the results do not say. */
    List<String> cells(Results results) {
        Optional<Spread> spread = reached.apply(results);
        return List.of(
                text,
                bound.text(),
                spread.map(Numbers::text).orElse("not measured"),
                spread.map(bound::verdict).orElse("-"));
    }

    boolean isMeasured(Results results) {
        return reached.apply(results).isPresent();
    }
}
