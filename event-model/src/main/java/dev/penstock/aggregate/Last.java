// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.JsonWriter;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;
import dev.penstock.event.FieldPath;

import java.util.Optional;

/** The value with the latest event time, of those the greatest; null without one. */
public record Last(FieldPath field) implements Aggregate {

    static final AggregateType TYPE =
            AggregateType.ofField("last", AggregateType.Operand.KEPT_VALUE, AggregateType.Value.ANY_OR_NULL, Last::new);

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
        return of + " with the latest event time" + Aggregate.overEvents(filter);
    }

    @Override
    public DeltaColumn newColumn(ColumnPlace place) {
        return new EdgeColumn(place, Edge.LATEST);
    }

    @Override
    public StateMerger newMerger() {
        return Edge.merger(Edge.LATEST);
    }

    @Override
    public void skip(TileReader in) {
        Edge.skip(in);
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        return Edge.readNumber(in, number);
    }

    @Override
    public void writeValue(TileReader in, JsonWriter json, Decimal number) {
        Edge.writeValue(in, json, number);
    }
}
