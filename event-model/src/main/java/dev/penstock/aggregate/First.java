// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.event.FieldPath;

/** The value with the earliest event time, of those the smallest; null without one. */
public record First(FieldPath field) implements Edge {

    static final AggregateType TYPE = AggregateType.ofField(
            "first", AggregateType.Operand.KEPT_VALUE, AggregateType.Value.ANY_OR_NULL, First::new);

    @Override
    public AggregateType type() {
        return TYPE;
    }

    @Override
    public String meaning(String of, String filter) {
        return of + " with the earliest event time" + Aggregate.overEvents(filter);
    }

    @Override
    public int direction() {
        return EARLIEST;
    }
}
