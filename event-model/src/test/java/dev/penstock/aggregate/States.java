// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.JsonWriter;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;
import dev.penstock.aggregate.delta.DeltaStates;
import dev.penstock.aggregate.delta.EventFields;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Written states of an aggregate by itself. */
final class States {

    static final FieldPath X = FieldPath.parse("x");

    private States() {}

    /** What it gathers of these numbers. */
    static byte[] of(Aggregate aggregate, List<BigDecimal> numbers) {
        DeltaColumn column = aggregate.newColumn(new ColumnPlace(0, false, DeltaStates.COLUMNS, 0));
        var deltas = new OneDelta(column);
        for (BigDecimal number : numbers) {
            var value = new FieldValue.Number(number, number.toString());
            // Made anew for each, as for each run of events.
            var fields = new EventFields(new EventFields.Scratch(1));
            fields.load(Fields.of(new byte[0], new FieldValue[] {value}), 0);
            column.read(fields);
            column.add(fields, 0, deltas, 0);
        }
        var out = new TileWriter();
        column.write(deltas, 0, out);
        return out.toByteArray();
    }

    /** The value in a row. */
    static String value(Aggregate aggregate, byte[] state) {
        var in = new TileReader(state);
        var json = new JsonWriter();
        aggregate.writeValue(in, json, new Decimal());
        in.end();
        return new String(json.toByteArray(), StandardCharsets.US_ASCII);
    }

    static String value(Aggregate aggregate, String... numbers) {
        return value(
                aggregate, of(aggregate, Stream.of(numbers).map(BigDecimal::new).toList()));
    }

    private static final class OneDelta extends DeltaStates {

        OneDelta(DeltaColumn column) {
            super(COLUMNS + column.longs(), column.objects(), 1);
            column.blank(longs());
        }

        @Override
        public void account(int bytes) {}
    }
}
