// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.event.FieldPath;

/** The greatest number; null without one. */
public record Max(FieldPath field) implements Extreme {

    static final AggregateType TYPE =
            AggregateType.ofField("max", AggregateType.Operand.NUMBER, AggregateType.Value.NUMBER_OR_NULL, Max::new);

    @Override
    public AggregateType type() {
        return TYPE;
    }

    @Override
    public String meaning(String of, String filter) {
        return "greatest " + of + Aggregate.overEvents(filter);
    }

    @Override
    public int direction() {
        return GREATEST;
    }
}
