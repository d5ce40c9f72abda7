// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import java.util.List;

/** The list of all aggregates. */
public final class Aggregates {

    /** In the order in which messages and pages name them. */
    public static final List<AggregateType> ALL = List.of(
            Count.TYPE,
            Sum.TYPE,
            Min.TYPE,
            Max.TYPE,
            Avg.TYPE,
            First.TYPE,
            Last.TYPE,
            Duration.TYPE,
            Distinct.TYPE,
            Variance.TYPE,
            Stddev.TYPE,
            Quantile.TYPE,
            LastN.TYPE,
            CountBy.TYPE);

    private Aggregates() {}
}
