// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;
import dev.penstock.event.FieldPath;

/** How many different values; exact up to 150, estimated beyond. Written as {@link DistinctValues}. */
public record Distinct(FieldPath field) implements OfField {

    static final AggregateType TYPE = AggregateType.ofField(
            "distinct", AggregateType.Operand.SINGLE_VALUE, AggregateType.Value.INTEGER, Distinct::new);

    @Override
    public AggregateType type() {
        return TYPE;
    }

    @Override
    public String meaning(String of, String filter) {
        return "how many different values of " + of + Aggregate.overEvents(filter)
                + "; exact up to 150, estimated above";
    }

    @Override
    public DeltaColumn newColumn(ColumnPlace place) {
        return new DistinctColumn(place);
    }

    @Override
    public StateMerger newMerger() {
        return new DistinctMerger();
    }

    @Override
    public void skip(TileReader in) {
        in.skip(DistinctValues.writtenBytes(in));
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        long count = in.count();
        number.set(count <= DistinctValues.MAX_EXACT ? count : Sketch.estimate(count, in), 0);
        return true;
    }
}
