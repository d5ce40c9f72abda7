// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.decode;

import dev.penstock.event.BadEvent;
import dev.penstock.event.Event;
import dev.penstock.event.EventResult;
import dev.penstock.event.Fields;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.ValueDecoder;

/**
 * Room for one event that {@link EventDecoder#decodeInto} fills again and again. It also learns how a source's events
 * are written, so a buffer that is used again reads faster than a new one. Made by {@link EventDecoder#newBuffer}, to be
 * used with that decoder alone. Not safe for use by several threads at a time.
 */
public final class EventBuffer {

    private final FieldsBuffer fields;
    private final ValueDecoder.Memory memory;
    private BadEvent bad = new BadEvent(BadEvent.Reason.NOT_JSON, "nothing was read yet");
    private long timestamp;

    EventBuffer(FieldsBuffer fields, ValueDecoder.Memory memory) {
        this.fields = fields;
        this.memory = memory;
    }

    /** Room for another event, which shares what this one has learned: for use by the same thread. */
    public EventBuffer another() {
        return new EventBuffer(fields.empty(), memory);
    }

    FieldsBuffer buffer() {
        return fields;
    }

    ValueDecoder.Memory memory() {
        return memory;
    }

    boolean hold(BadEvent newBad) {
        bad = newBad;
        return false;
    }

    boolean hold(long newTimestamp) {
        bad = null;
        timestamp = newTimestamp;
        return true;
    }

    /** Whether the last value was an event. */
    public boolean isEvent() {
        return bad == null;
    }

    /** The last value as it came, whatever it was. */
    public byte[] value() {
        return fields.original();
    }

    /** The event's fields, until the next value is read: always the same object. Of no use if it was no event. */
    public Fields fields() {
        return fields;
    }

    /** When the event happened, epoch milliseconds, not negative. Of no use if it was no event. */
    public long timestamp() {
        return timestamp;
    }

    /**
     * Why the last value is no event.
     *
     * @throws IllegalStateException if it is one
     */
    public BadEvent bad() {
        if (bad == null) {
            throw new IllegalStateException("the buffer holds an event");
        }
        return bad;
    }

    /** What the last value turned out to be, to keep: later values don't change it. */
    public EventResult toResult() {
        return bad == null ? new Event(fields.copy(), timestamp) : bad;
    }
}
