// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.session;

import java.nio.ByteBuffer;

/**
 * A session of a record key, as far as it goes.
 *
 * @param start event time of the event that it began with, epoch milliseconds
 * @param last latest event time in it
 * @param index how many events it has; 0 for {@link #NONE}
 */
public record Session(long start, long last, long index) {

    /** Of an event that belongs to no session. */
    static final Session NONE = new Session(0, 0, 0);

    private static final byte VERSION = 1;
    private static final int LENGTH = 1 + 3 * Long.BYTES;

    static Session startedBy(long time) {
        return new Session(time, time, 1);
    }

    public boolean exists() {
        return index > 0;
    }

    /** The session with one more event; where it starts is decided by the event that it began with. */
    Session with(long time) {
        return new Session(start, Math.max(last, time), index + 1);
    }

    boolean isOver(long partitionTime, long gap) {
        return partitionTime - last > gap;
    }

    /** The form in the store: a version byte, then start, last and index, big-endian. */
    byte[] toBytes() {
        return ByteBuffer.allocate(LENGTH)
                .put(VERSION)
                .putLong(start)
                .putLong(last)
                .putLong(index)
                .array();
    }

    /** @throws IllegalStateException if the bytes are of another version of Penstock, or none of its */
    static Session fromBytes(byte[] bytes) {
        if (bytes.length != LENGTH || bytes[0] != VERSION) {
            throw new IllegalStateException("a session of " + bytes.length + " bytes, version "
                    + (bytes.length == 0 ? "none" : bytes[0]) + "; expected " + LENGTH + " bytes, version " + VERSION);
        }
        var buffer = ByteBuffer.wrap(bytes, 1, LENGTH - 1);
        return new Session(buffer.getLong(), buffer.getLong(), buffer.getLong());
    }
}
