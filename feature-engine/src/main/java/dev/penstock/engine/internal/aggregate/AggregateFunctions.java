// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.event.pipeline.Aggregate;

import java.util.Map;

/** The list of all aggregates that have a state. */
public final class AggregateFunctions {

    private static final Map<Class<? extends Aggregate>, AggregateFunction> ALL = Map.of(
            Aggregate.Count.class, new CountFunction(),
            Aggregate.Sum.class, new SumFunction(),
            Aggregate.Min.class, ExtremeFunction.min(),
            Aggregate.Max.class, ExtremeFunction.max(),
            Aggregate.Avg.class, new AverageFunction(),
            Aggregate.First.class, EdgeFunction.first(),
            Aggregate.Last.class, EdgeFunction.last(),
            Aggregate.Duration.class, new DurationFunction(),
            Aggregate.Distinct.class, new DistinctFunction());

    private AggregateFunctions() {}

    public static AggregateFunction of(Aggregate aggregate) {
        AggregateFunction function = ALL.get(aggregate.getClass());
        if (function == null) {
            throw new IllegalArgumentException("no state for " + aggregate);
        }
        return function;
    }
}
