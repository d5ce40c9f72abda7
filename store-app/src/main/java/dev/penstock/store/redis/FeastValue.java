// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.redis;

import dev.penstock.event.pipeline.ColumnType.Kind;
import dev.penstock.store.row.ValueSink;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Encodes values as Feast's {@code Value}, a message of Protocol Buffers with one field for each type. No value is a
 * message without a field, which is no byte at all. For one thread.
 */
final class FeastValue implements ValueSink {

    // The numbers of fields, as Feast's protos/feast/types/Value.proto has them.
    private static final int STRING = 2;
    private static final int INT64 = 4;
    private static final int DOUBLE = 5;
    private static final int BOOL = 7;
    private static final int UNIX_TIMESTAMP = 8;
    private static final int STRING_LIST = 12;
    private static final int INT64_LIST = 14;
    private static final int DOUBLE_LIST = 15;
    private static final int DECIMAL = 44;

    // What stands behind a number in the three low bits of a tag.
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int DELIMITED = 2;

    private static final int ELEMENTS = 1;
    private static final long MILLIS = 1_000;
    private static final long NANOS = 1_000_000;

    private final ByteBuilder bytes = new ByteBuilder();

    FeastValue reset() {
        bytes.reset();
        return this;
    }

    byte[] toBytes() {
        return bytes.toBytes();
    }

    @Override
    public void nothing() {
        bytes.reset();
    }

    @Override
    public void text(byte[] utf8, int from, int to) {
        tag(STRING, DELIMITED).varint(to - from).raw(utf8, from, to);
    }

    @Override
    public void integer(long value) {
        tag(INT64, VARINT).varint(value);
    }

    @Override
    public void real(double value) {
        tag(DOUBLE, FIXED64).int64(Double.doubleToRawLongBits(value));
    }

    @Override
    public void bool(boolean value) {
        tag(BOOL, VARINT).varint(value ? 1 : 0);
    }

    /** To the second. */
    @Override
    public void time(long millis) {
        tag(UNIX_TIMESTAMP, VARINT).varint(Math.floorDiv(millis, MILLIS));
    }

    @Override
    public void decimal(BigDecimal value) {
        delimited(DECIMAL, value.toPlainString().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void list(Kind kind, List<?> elements) {
        var inside = new ByteBuilder();
        for (Object element : elements) {
            switch (kind) {
                case INTEGERS -> inside.varint((Long) element);
                case DOUBLES -> inside.int64(Double.doubleToRawLongBits((Double) element));
                default -> {
                    byte[] utf8 = element.toString().getBytes(StandardCharsets.UTF_8);
                    inside.varint(ELEMENTS << 3 | DELIMITED).varint(utf8.length).raw(utf8);
                }
            }
        }
        byte[] all = inside.toBytes();
        if (kind == Kind.TEXTS) {
            delimited(STRING_LIST, all);
        } else {
            // Numbers stand side by side, as one element.
            inside.reset().varint(ELEMENTS << 3 | DELIMITED).varint(all.length).raw(all);
            delimited(kind == Kind.INTEGERS ? INT64_LIST : DOUBLE_LIST, inside.toBytes());
        }
    }

    /** A {@code google.protobuf.Timestamp}: seconds and nanoseconds, each only where it is not 0. */
    static byte[] timestamp(long millis) {
        var bytes = new ByteBuilder();
        long seconds = Math.floorDiv(millis, MILLIS);
        long nanos = Math.floorMod(millis, MILLIS) * NANOS;
        if (seconds != 0) {
            bytes.varint(1 << 3 | VARINT).varint(seconds);
        }
        if (nanos != 0) {
            bytes.varint(2 << 3 | VARINT).varint(nanos);
        }
        return bytes.toBytes();
    }

    /** The epoch milliseconds of what {@link #timestamp} wrote, or Feast itself. */
    static long millis(byte[] timestamp) {
        long seconds = 0;
        long nanos = 0;
        int i = 0;
        while (i < timestamp.length) {
            byte tag = timestamp[i++];
            long value = 0;
            for (int shift = 0; i < timestamp.length; shift += 7) {
                byte b = timestamp[i++];
                value |= (long) (b & 0x7F) << shift;
                if (b >= 0) {
                    break;
                }
            }
            if (tag >>> 3 == 1) {
                seconds = value;
            } else {
                nanos = value;
            }
        }
        return seconds * MILLIS + nanos / NANOS;
    }

    private ByteBuilder tag(int field, int wireType) {
        return bytes.reset().varint((long) field << 3 | wireType);
    }

    private void delimited(int field, byte[] content) {
        tag(field, DELIMITED).varint(content.length).raw(content);
    }
}
