// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.bench.harness.Figure;

import java.util.List;

/**
 * A figure of a contender in two files.
 *
 * @param asked the name of the case
 */
public record Change(
        String question, String asked, String contender, Figure figure, Spread before, Spread after, Verdict verdict) {

    private static final double FLOOR_OF_SINGLE_ROUNDS = 3;

    /** Which way it moved. */
    public enum Verdict {
        BETTER,
        WORSE,
        /** As far as one can tell. */
        SAME
    }

    /** @throws IllegalArgumentException if a side has no round */
    static Change of(
            String question, String asked, String contender, Figure figure, List<Double> before, List<Double> after) {
        var one = Spread.of(before);
        var other = Spread.of(after);
        boolean single = before.size() == 1 || after.size() == 1;
        double floor = Math.max(figure.floor() * Math.abs(one.median()), figure.grain())
                * (single ? FLOOR_OF_SINGLE_ROUNDS : 1);
        return new Change(question, asked, contender, figure, one, other, verdict(figure, one, other, floor));
    }

    /** The rule that {@code bench compare --help} tells. */
    private static Verdict verdict(Figure figure, Spread one, Spread other, double floor) {
        boolean overlap = one.least() <= other.most() && other.least() <= one.most();
        double distance = Math.abs(other.median() - one.median());
        if (overlap || distance <= Math.max(one.width(), other.width()) || distance <= floor) {
            return Verdict.SAME;
        }
        boolean more = other.median() > one.median();
        return more == (figure.better() == Figure.Better.MORE) ? Verdict.BETTER : Verdict.WORSE;
    }

    /** How much larger the second median is, as a share of the first; infinite where that is 0. */
    public double share() {
        return after.median() == before.median() ? 0 : after.median() / before.median() - 1;
    }
}
