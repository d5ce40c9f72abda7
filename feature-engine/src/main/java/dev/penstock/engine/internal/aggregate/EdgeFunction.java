// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.aggregate;

import dev.penstock.engine.internal.codec.Decimal;
import dev.penstock.engine.internal.codec.JsonWriter;
import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;

import java.nio.charset.StandardCharsets;

/** The value with the earliest or the latest event time, of those the smallest or the greatest. */
final class EdgeFunction extends AggregateFunction {

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    /** -1 for the earliest, 1 for the latest. */
    private final int direction;

    private EdgeFunction(int direction) {
        this.direction = direction;
    }

    static EdgeFunction first() {
        return new EdgeFunction(-1);
    }

    static EdgeFunction last() {
        return new EdgeFunction(1);
    }

    @Override
    public String fingerprintName() {
        return direction < 0 ? "First" : "Last";
    }

    @Override
    public Accumulator newAccumulator() {
        return direction < 0 ? EdgeAccumulator.first() : EdgeAccumulator.last();
    }

    @Override
    FieldValue input(Fields fields, int field) {
        return fields.isTooLong(field) ? FieldValue.MISSING : fields.get(field);
    }

    @Override
    public DeltaColumn newColumn(TileSlot slot, int at, int object) {
        return new EdgeColumn(slot.field(), at, object, direction);
    }

    @Override
    public void skip(TileReader in) {
        if (in.flag()) {
            in.signed();
            in.skipScalar();
        }
    }

    @Override
    public void merge(TileReader one, TileReader other, TileWriter out, MergeBuffers buffers) {
        int from = one.position();
        int otherFrom = other.position();
        boolean present = one.flag();
        boolean otherPresent = other.flag();
        long time = present ? one.signed() : 0;
        long otherTime = otherPresent ? other.signed() : 0;
        int value = one.position();
        int otherValue = other.position();
        if (present) {
            one.skipScalar();
        }
        if (otherPresent) {
            other.skipScalar();
        }
        boolean takesOther = otherPresent;
        if (present && otherPresent) {
            int byTime = Long.compare(otherTime, time);
            int order = byTime != 0
                    ? byTime
                    : buffers.order.compare(
                            other.buffer(), otherValue, other.position(), one.buffer(), value, one.position());
            takesOther = order * direction > 0;
        }
        copy(takesOther ? other : one, takesOther ? otherFrom : from, out);
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        throw new UnsupportedOperationException("first and last are no number");
    }

    @Override
    public void writeValue(TileReader in, JsonWriter json, Decimal number) {
        if (!in.flag()) {
            json.nothing();
            return;
        }
        in.signed();
        int type = in.single();
        if (type == TileWriter.TEXT) {
            int length = (int) in.count();
            json.text(in.buffer(), in.position(), in.position() + length);
        } else if (type == TileWriter.NUMBER) {
            in.decimal(number);
            json.number(number);
        } else {
            json.raw(type == TileWriter.TRUE ? TRUE : FALSE);
        }
    }
}
