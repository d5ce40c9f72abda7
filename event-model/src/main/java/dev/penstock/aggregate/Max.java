// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;
import dev.penstock.event.FieldPath;

import java.util.Optional;

/** The greatest number; null without one. */
public record Max(FieldPath field) implements Aggregate {

    static final AggregateType TYPE =
            AggregateType.ofField("max", AggregateType.Operand.NUMBER, AggregateType.Value.NUMBER_OR_NULL, Max::new);

    @Override
    public AggregateType type() {
        return TYPE;
    }

    @Override
    public Optional<FieldPath> input() {
        return Optional.of(field);
    }

    @Override
    public String meaning(String of, String filter) {
        return "greatest " + of + Aggregate.overEvents(filter);
    }

    @Override
    public DeltaColumn newColumn(ColumnPlace place) {
        return DecimalColumn.extreme(place, Extreme.GREATEST);
    }

    @Override
    public StateMerger newMerger() {
        return Extreme.merger(Extreme.GREATEST);
    }

    @Override
    public void skip(TileReader in) {
        Extreme.skip(in);
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        return Extreme.readNumber(in, number);
    }
}
