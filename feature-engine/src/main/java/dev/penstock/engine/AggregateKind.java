// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.event.pipeline.Aggregate;

/** The aggregates that have a state, as something to switch over. */
enum AggregateKind {
    COUNT,
    SUM,
    MIN,
    MAX,
    AVG,
    FIRST,
    LAST,
    DURATION,
    DISTINCT;

    static AggregateKind of(Aggregate aggregate) {
        if (aggregate instanceof Aggregate.Count) {
            return COUNT;
        } else if (aggregate instanceof Aggregate.Sum) {
            return SUM;
        } else if (aggregate instanceof Aggregate.Min) {
            return MIN;
        } else if (aggregate instanceof Aggregate.Max) {
            return MAX;
        } else if (aggregate instanceof Aggregate.Avg) {
            return AVG;
        } else if (aggregate instanceof Aggregate.First) {
            return FIRST;
        } else if (aggregate instanceof Aggregate.Last) {
            return LAST;
        } else if (aggregate instanceof Aggregate.Duration) {
            return DURATION;
        } else if (aggregate instanceof Aggregate.Distinct) {
            return DISTINCT;
        }
        throw new IllegalArgumentException("no state for " + aggregate);
    }

    Accumulator newAccumulator() {
        return switch (this) {
            case COUNT -> new CountAccumulator();
            case SUM -> new SumAccumulator();
            case MIN -> ExtremeAccumulator.min();
            case MAX -> ExtremeAccumulator.max();
            case AVG -> new AverageAccumulator();
            case FIRST -> EdgeAccumulator.first();
            case LAST -> EdgeAccumulator.last();
            case DURATION -> new DurationAccumulator();
            case DISTINCT -> new DistinctAccumulator();
        };
    }

    /** Passes the state of one column. */
    void skip(TileReader in) {
        switch (this) {
            case COUNT -> in.count();
            case SUM -> in.skipDecimal();
            case MIN, MAX -> {
                if (in.flag()) {
                    in.skipDecimal();
                }
            }
            case AVG -> {
                if (in.count() > 0) {
                    in.skipDecimal();
                }
            }
            case FIRST, LAST -> {
                if (in.flag()) {
                    in.signed();
                    in.skipScalar();
                }
            }
            case DURATION -> {
                if (in.flag()) {
                    in.signed();
                    in.count();
                }
            }
            case DISTINCT -> in.skip(DistinctAccumulator.writtenBytes(in));
        }
    }
}
