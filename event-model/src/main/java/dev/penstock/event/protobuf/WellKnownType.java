// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.protobuf.schema.KnownFiles;
import dev.penstock.event.registered.JsonValues;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Message types that stand for something that JSON has, or nearly: those of {@code google.protobuf}, and Confluent's
 * decimals.
 */
abstract class WellKnownType extends ProtoBody {

    private static final long MOST_NANOS = 999_999_999;

    /** From the year 1 on (timestamp.proto). */
    private static final long FIRST_SECOND = -62_135_596_800L;

    /** To the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    final MessageLayout layout;

    private WellKnownType(MessageLayout layout) {
        this.layout = layout;
    }

    /** Empty for all other types. */
    static Optional<ProtoBody> body(Descriptor type, ProtoTypes types) {
        if (!KnownFiles.isKnown(type.getFile())) {
            return Optional.empty();
        }
        return switch (type.getFullName()) {
            case "google.protobuf.Timestamp" -> Optional.of(new OfTimestamp(types.layout(type.getFields())));
            case "google.protobuf.Duration" -> Optional.of(new OfDuration(types.layout(type.getFields())));
            case "google.protobuf.Value" -> Optional.of(new OfValue(type, types));
            case "google.protobuf.Struct",
                    "google.protobuf.ListValue",
                    "google.protobuf.BoolValue",
                    "google.protobuf.BytesValue",
                    "google.protobuf.DoubleValue",
                    "google.protobuf.FloatValue",
                    "google.protobuf.Int32Value",
                    "google.protobuf.Int64Value",
                    "google.protobuf.StringValue",
                    "google.protobuf.UInt32Value",
                    "google.protobuf.UInt64Value" -> Optional.of(new OfOnly(types.layout(type.getFields())));
            case "confluent.type.Decimal" -> Optional.of(new OfDecimal(types.layout(type.getFields())));
            default -> Optional.empty();
        };
    }

    /** The number in one of the fields. */
    final long number(ProtoInput in, int[] found, int index) {
        if (found[2 * index + 1] == 0) {
            return 0;
        }
        in.at = found[2 * index];
        return in.readVarint();
    }

    /** What their only field holds. */
    private static final class OfOnly extends WellKnownType {

        OfOnly(MessageLayout layout) {
            super(layout);
        }

        @Override
        boolean mayBeUnusable() {
            return layout.field(0).mayBeUnusable();
        }

        @Override
        void read(ProtoInput in, FieldsBuffer target, JsonBuffer out) {
            int[] found = layout.scan(in);
            if (found[1] > 0) {
                layout.field(0).read(in, found[0], found[1], out);
            } else {
                layout.field(0).readAbsent(in, out);
            }
        }
    }

    /** What is there of their fields, all of one {@code oneof}. */
    private static final class OfValue extends WellKnownType {

        private final int nothing;

        OfValue(Descriptor type, ProtoTypes types) {
            super(types.layout(type.getFields()));
            this.nothing = type.findFieldByName("null_value").getIndex();
        }

        @Override
        void read(ProtoInput in, FieldsBuffer target, JsonBuffer out) {
            int[] found = layout.scan(in);
            for (int i = 0; i < layout.size(); i++) {
                if (found[2 * i + 1] > 0 && i != nothing) {
                    layout.field(i).read(in, found[2 * i], found[2 * i + 1], out);
                    return;
                }
            }
            out.nothing();
        }
    }

    /** A time as RFC 3339 writes it. */
    private static final class OfTimestamp extends WellKnownType {

        OfTimestamp(MessageLayout layout) {
            super(layout);
        }

        @Override
        void read(ProtoInput in, FieldsBuffer target, JsonBuffer out) {
            int[] found = layout.scan(in);
            long seconds = number(in, found, 0);
            long nanos = number(in, found, 1);
            if (seconds < FIRST_SECOND || seconds > LAST_SECOND || nanos < 0 || nanos > MOST_NANOS) {
                throw in.wrong("a timestamp of " + seconds + " seconds and " + nanos + " nanoseconds");
            }
            out.put('"');
            out.literal(Instant.ofEpochSecond(seconds, nanos).toString());
            out.put('"');
        }
    }

    /** A number of seconds. */
    private static final class OfDuration extends WellKnownType {

        OfDuration(MessageLayout layout) {
            super(layout);
        }

        @Override
        void read(ProtoInput in, FieldsBuffer target, JsonBuffer out) {
            int[] found = layout.scan(in);
            BigDecimal seconds = BigDecimal.valueOf(number(in, found, 0));
            BigDecimal nanos = BigDecimal.valueOf(number(in, found, 1), 9);
            out.literal(seconds.add(nanos).stripTrailingZeros().toPlainString());
        }
    }

    /** A number with all its digits. */
    private static final class OfDecimal extends WellKnownType {

        private static final int VALUE = 0;
        private static final int SCALE = 2;

        OfDecimal(MessageLayout layout) {
            super(layout);
        }

        @Override
        boolean mayBeUnusable() {
            return true;
        }

        @Override
        void read(ProtoInput in, FieldsBuffer target, JsonBuffer out) {
            int[] found = layout.scan(in);
            long scale = number(in, found, SCALE);
            int length = 0;
            if (found[2 * VALUE + 1] > 0) {
                in.at = found[2 * VALUE];
                length = in.readLength();
            }
            JsonValues.putDecimal(in.bytes, in.at, length, scale, out);
        }
    }
}
