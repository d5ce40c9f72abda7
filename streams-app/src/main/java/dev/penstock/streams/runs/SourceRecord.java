// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import dev.penstock.event.BadEvent;
import dev.penstock.event.Fields;
import dev.penstock.event.decode.EventBuffer;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.streams.source.EventTimeExtractor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

import java.util.OptionalInt;

/**
 * A record as it came from a source. Used for one record after the other, by one thread at a time: read by the
 * deserializer, judged by the {@link EventTimeExtractor}, which alone sees the record around the value.
 */
public final class SourceRecord {

    /**
     * The header of a record that says which of its elements alone is to be taken, counted from 0 and in digits: the others
     * were taken before.
     */
    public static final String ELEMENT_HEADER = "__penstock.element";

    private static final int WHOLE = -1;
    private static final byte[] NOTHING = {};

    private final RunBuffer run;

    /** Which one of the run it came in: the same as that of the event, unless records hold several. */
    private int place;

    /** Which one of several in the record the event is, or {@link #WHOLE}. */
    private int element = WHOLE;

    private final EventBuffer buffer;
    private boolean empty;
    private long partitionTime;
    private long lead;

    /** Why the record is refused though its value is an event; null where it isn't. */
    private BadEvent refusal;

    /** @param place in the run */
    SourceRecord(RunBuffer run, int place, EventBuffer buffer) {
        this.run = run;
        this.place = place;
        this.buffer = buffer;
    }

    /** Takes in the next record's value, null for a record that has none. */
    void read(byte[] value, Headers headers, EventDecoder decoder) {
        start(value == null, place);
        if (!empty) {
            if (decoder.readsHeaders()) {
                decoder.decodeInto(value, name -> last(headers, name), buffer);
            } else {
                decoder.decodeInto(value, buffer);
            }
        }
    }

    /**
     * Takes in an event of the next record.
     *
     * @param ofElement which one it is of several; negative where the record has no other
     * @param value of the record
     * @param record which one of the run it is
     */
    void read(byte[] event, int ofElement, byte[] value, int record, EventDecoder decoder) {
        start(false, record);
        element = ofElement;
        decoder.decodeInto(event, value, buffer);
    }

    /**
     * Takes in the next record, which has no event.
     *
     * @param value of the record; null for none
     * @param bad why; null where nothing is wrong
     * @param record which one of the run it is
     */
    void readNone(byte[] value, BadEvent bad, int record, EventDecoder decoder) {
        start(bad == null, record);
        if (bad != null) {
            decoder.refuse(value, bad, buffer);
        }
    }

    private void start(boolean isEmpty, int record) {
        empty = isEmpty;
        place = record;
        element = WHOLE;
        refusal = null;
        partitionTime = -1;
        lead = 0;
    }

    /** @param before the greatest event time on the record's partition before it; -1 where there was none */
    public void follow(long before) {
        partitionTime = before;
    }

    /** Has the event take the time that its record tells; false if the record is refused for telling none. */
    public boolean stamp(EventDecoder decoder) {
        refusal = decoder.stamp(buffer, recordTimestamp(), this::lastHeader);
        return refusal == null;
    }

    private byte[] lastHeader(String name) {
        return last(headers(), name);
    }

    static byte[] last(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : header.value();
    }

    /** @param millis see {@link #lead} */
    public void leadBy(long millis) {
        lead = millis;
    }

    public void refuse(BadEvent why) {
        refusal = why;
    }

    /** Has an event that is bad stand for its record as a whole. */
    public void refuseWhole() {
        if (element != WHOLE) {
            refusal = new BadEvent(bad().reason(), "element " + element + ": " + bad().detail());
            element = WHOLE;
        }
    }

    /** Which one of several in the record the event is; empty for the only one. */
    public OptionalInt element() {
        return element == WHOLE ? OptionalInt.empty() : OptionalInt.of(element);
    }

    boolean isEmpty() {
        return empty;
    }

    public boolean isEvent() {
        return !empty && refusal == null && buffer.isEvent();
    }

    public byte[] value() {
        return empty ? NOTHING : buffer.value();
    }

    public Fields fields() {
        return buffer.fields();
    }

    public long timestamp() {
        return buffer.timestamp();
    }

    BadEvent bad() {
        return refusal != null ? refusal : buffer.bad();
    }

    /** What the value came in. */
    public ConsumerRecord<?, ?> record() {
        return run.record(place);
    }

    /** The record's key; null if it has none. */
    public byte[] key() {
        return (byte[]) record().key();
    }

    /** The key that the record has in the topology; null if it has none. */
    public byte[] streamKey() {
        return record() instanceof CrossedRecord crossed ? crossed.streamKey() : key();
    }

    public Headers headers() {
        return record().headers();
    }

    /** The record's own timestamp, which the event's time takes the place of in the topology. */
    public long recordTimestamp() {
        return record().timestamp();
    }

    /** The record's offset in its partition. */
    public long offset() {
        return record().offset();
    }

    /** Where the record stands, in words. */
    public String origin() {
        return record().topic() + "-" + record().partition() + " offset " + record().offset();
    }

    /** The time that the record has in the topology: that of its event, or that of its partition if it holds none. */
    public long time() {
        return isEvent() ? timestamp() : Math.max(0, partitionTime);
    }

    /** The partition's time before the record: the greatest of events that could move it; -1 where there was none. */
    public long partitionTime() {
        return partitionTime;
    }

    /** The partition's time with this record. */
    public long partitionTimeAfter() {
        return isEvent() && lead == 0 ? Math.max(partitionTime, timestamp()) : partitionTime;
    }

    /**
     * How many milliseconds the event is ahead of the clock while most others of its partition are not, so that it doesn't
     * move the partition's time; 0 for all others.
     */
    public long lead() {
        return lead;
    }
}
