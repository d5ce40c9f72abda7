// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import dev.penstock.event.BadEvent;
import dev.penstock.event.Event;
import dev.penstock.event.EventResult;
import dev.penstock.event.Fields;

/**
 * A record of a source on its way through the topology: the event that it holds, or why it holds none, together with
 * what is needed to pass the record on as it came. Good for as long as the record is processed, see {@link RunBufferPool}.
 */
public final class EventRecord {

    private final SourceRecord sourceRecord;

    /** What a stream made of the record; null for the record as it was read. */
    private final EventResult made;

    /** The key that the record leaves with; null for that with which it came. */
    private final OtherKey key;

    /** @param bytes null for none */
    private record OtherKey(byte[] bytes) {}

    private EventRecord(SourceRecord sourceRecord, EventResult made, OtherKey key) {
        this.sourceRecord = sourceRecord;
        this.made = made;
        this.key = key;
    }

    /** What arrived, whatever {@code sourceRecord} holds by and by. */
    static EventRecord read(SourceRecord sourceRecord) {
        return new EventRecord(sourceRecord, null, null);
    }

    /** The same record with another event made of it. */
    public EventRecord with(EventResult other) {
        return new EventRecord(sourceRecord, other, key);
    }

    /**
     * The same record with another key for all that is made of it. Letters that tell of the record have its own.
     *
     * @param other null for none
     */
    public EventRecord withKey(byte[] other) {
        return new EventRecord(sourceRecord, made, new OtherKey(other));
    }

    /** The key of what is made of the record; null if it has none. */
    public byte[] key() {
        return key == null ? sourceRecord.streamKey() : key.bytes;
    }

    /** How the record came. */
    public SourceRecord sourceRecord() {
        return sourceRecord;
    }

    /** The record's value as it came; empty for a record without a value. */
    public byte[] raw() {
        return sourceRecord.value();
    }

    public boolean isEvent() {
        return made == null ? sourceRecord.isEvent() : made instanceof Event;
    }

    public boolean isBad() {
        return !sourceRecord.isEmpty() && !isEvent();
    }

    /** The event's fields. Of no use if this is no event. */
    public Fields fields() {
        return made == null ? sourceRecord.fields() : ((Event) made).fields();
    }

    /** When the event happened, epoch milliseconds. Of no use if this is no event. */
    public long timestamp() {
        return made == null ? sourceRecord.timestamp() : ((Event) made).timestamp();
    }

    public Event event() {
        return new Event(fields(), timestamp());
    }

    /** Why this is no event. Of no use if it is one. */
    public BadEvent bad() {
        return made == null ? sourceRecord.bad() : (BadEvent) made;
    }
}
