// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.event.FieldPath;

/** The value with the latest event time, of those the greatest; null without one. */
public record Last(FieldPath field) implements Edge {

    static final AggregateType TYPE =
            AggregateType.ofField("last", AggregateType.Operand.KEPT_VALUE, AggregateType.Value.ANY_OR_NULL, Last::new);

    @Override
    public AggregateType type() {
        return TYPE;
    }

    @Override
    public String meaning(String of, String filter) {
        return of + " with the latest event time" + Aggregate.overEvents(filter);
    }

    @Override
    public int direction() {
        return LATEST;
    }
}
