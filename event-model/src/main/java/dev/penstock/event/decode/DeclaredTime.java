// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.decode;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.field.DemandCheck;
import dev.penstock.event.pipeline.TimeFormat;
import dev.penstock.event.pipeline.Timestamp;
import dev.penstock.event.time.EventTime;
import dev.penstock.event.time.TimeCheck;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;

/** Reads the time of events where the source says that it stands. */
sealed interface DeclaredTime {

    static DeclaredTime of(Timestamp timestamp, Projection projection) {
        if (timestamp instanceof Timestamp.InField in) {
            return new OfField("'" + in.field() + "'", projection.slot(in.field()), in.format());
        }
        return timestamp instanceof Timestamp.InHeader in ? new OfHeader(in.header(), in.format()) : new OfTimestamp();
    }

    /** Epoch milliseconds as far as the event itself tells them, -1 for none. */
    long read(Fields fields);

    /**
     * Null where nothing is wrong.
     *
     * @param time that was read
     */
    BadEvent refusal(Fields fields, long time);

    /** @param where the field in messages */
    record OfField(String where, int slot, TimeFormat format) implements DeclaredTime {

        @Override
        public long read(Fields fields) {
            return EventTime.parse(fields, slot, format);
        }

        @Override
        public BadEvent refusal(Fields fields, long time) {
            if (time >= TimeCheck.SURE) {
                return null;
            }
            if (fields.isTwice(slot) || fields.isBroken(slot)) {
                Reason fault = fields.isTwice(slot) ? Reason.DUPLICATE_FIELD : Reason.BROKEN_UTF8;
                return new BadEvent(fault, DemandCheck.describe(where, fault, fields, slot));
            }
            return EventDecoder.isMissing(fields, slot)
                    ? new BadEvent(Reason.TIMESTAMP_MISSING, "no " + where)
                    : TimeCheck.refusal(where, format, fields.get(slot), time, Instant.now());
        }
    }

    /** Time that the record tells, not the event. */
    sealed interface OfRecord extends DeclaredTime {

        /** See {@link EventDecoder#stamp}. */
        BadEvent stamp(EventBuffer event, long timestamp, Function<String, byte[]> lastHeader);

        @Override
        default long read(Fields fields) {
            return 0;
        }

        @Override
        default BadEvent refusal(Fields fields, long time) {
            return null;
        }
    }

    /** The record's own timestamp. */
    record OfTimestamp() implements OfRecord {

        @Override
        public BadEvent stamp(EventBuffer event, long timestamp, Function<String, byte[]> lastHeader) {
            if (timestamp < 0) {
                return new BadEvent(Reason.TIMESTAMP_MISSING, "the record has no timestamp");
            }
            if (timestamp > EventTime.MAX) {
                return new BadEvent(
                        Reason.TIMESTAMP_INVALID,
                        "the timestamp of the record is " + timestamp + ", expected a time between 1970 and 9999");
            }
            event.hold(timestamp);
            return null;
        }
    }

    record OfHeader(String header, TimeFormat format) implements OfRecord {

        @Override
        public BadEvent stamp(EventBuffer event, long timestamp, Function<String, byte[]> lastHeader) {
            byte[] value = lastHeader.apply(header);
            if (value == null) {
                return new BadEvent(Reason.TIMESTAMP_MISSING, "no header '" + header + "'");
            }
            var text = new FieldValue.Text(new String(value, StandardCharsets.UTF_8));
            long time = EventTime.parse(text, format).orElse(-1);
            BadEvent bad = time >= TimeCheck.SURE
                    ? null
                    : TimeCheck.refusal("the header '" + header + "'", format, text, time, Instant.now());
            if (bad == null) {
                event.hold(time);
            }
            return bad;
        }
    }
}
