// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;
import dev.penstock.event.FieldPath;

/** The exact decimal sum of the numbers; 0 without one. */
public record Sum(FieldPath field) implements OfField {

    static final AggregateType TYPE =
            AggregateType.ofField("sum", AggregateType.Operand.NUMBER, AggregateType.Value.NUMBER, Sum::new);

    @Override
    public AggregateType type() {
        return TYPE;
    }

    @Override
    public String meaning(String of, String filter) {
        return "exact sum of " + of + Aggregate.overEvents(filter) + "; 0 without one";
    }

    @Override
    public DeltaColumn newColumn(ColumnPlace place) {
        return DecimalColumn.sum(place);
    }

    @Override
    public StateMerger newMerger() {
        var sum = new Decimal();
        var addend = new Decimal();
        return (one, other, out) -> {
            one.decimal(sum);
            other.decimal(addend);
            sum.add(addend);
            out.decimal(sum);
        };
    }

    @Override
    public void skip(TileReader in) {
        in.skipDecimal();
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        in.decimal(number);
        return true;
    }
}
