// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;
import dev.penstock.event.FieldPath;

import java.util.Optional;

/** The smallest number; null without one. */
public record Min(FieldPath field) implements Aggregate {

    static final AggregateType TYPE =
            AggregateType.ofField("min", AggregateType.Operand.NUMBER, AggregateType.Value.NUMBER_OR_NULL, Min::new);

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
        return "smallest " + of + Aggregate.overEvents(filter);
    }

    @Override
    public DeltaColumn newColumn(ColumnPlace place) {
        return DecimalColumn.extreme(place, Extreme.SMALLEST);
    }

    @Override
    public StateMerger newMerger() {
        return Extreme.merger(Extreme.SMALLEST);
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
