// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import java.util.List;

/** How repeated measurements lie: their median, the mean of the middle two if they are even in number, and extremes. */
public record Spread(double median, double least, double most) {

    /** @throws IllegalArgumentException without any value */
    public static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("there is no median of nothing");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(size - 1));
    }

    /** From the least to the most. */
    public double width() {
        return most - least;
    }
}
