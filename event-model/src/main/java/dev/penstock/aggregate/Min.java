// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.event.FieldPath;

/** The smallest number; null without one. */
public record Min(FieldPath field) implements Extreme {

    static final AggregateType TYPE =
            AggregateType.ofField("min", AggregateType.Operand.NUMBER, AggregateType.Value.NUMBER_OR_NULL, Min::new);

    @Override
    public AggregateType type() {
        return TYPE;
    }

    @Override
    public String meaning(String of, String filter) {
        return "smallest " + of + Aggregate.overEvents(filter);
    }

    @Override
    public int direction() {
        return SMALLEST;
    }
}
