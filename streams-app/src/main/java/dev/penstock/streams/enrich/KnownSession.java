// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

/**
 * A record key and its session, as they stand in a {@link SessionCache}: one object, since each more is a wait for memory
 * with every event. For one thread.
 */
final class KnownSession extends RecordKey {

    /** Of an event that belongs to no session. */
    static final KnownSession NONE = new KnownSession(new byte[0], Session.NONE);

    /** What one takes besides the bytes of its key, with its place in the cache and its id. */
    private static final int HEAP_BYTES = 250;

    private static final byte[] NOT_MADE = {};

    private long start;
    private long last;
    private long index;
    private boolean changed;

    /** Made once for all events of the session, since it takes longer than all else that is made of an event. */
    private byte[] id = NOT_MADE;

    KnownSession(byte[] key, Session session) {
        super(key);
        set(session);
    }

    private void set(Session session) {
        start = session.start();
        last = session.last();
        index = session.index();
    }

    /** As far as it goes; {@link Session#NONE} where the key has none. */
    Session session() {
        return new Session(start, last, index);
    }

    /** Whether the store has yet to be told. */
    boolean isChanged() {
        return changed;
    }

    void change(Session to) {
        if (to.start() != start) {
            id = NOT_MADE;
        }
        set(to);
        changed = true;
    }

    /** The store was told, or has no need to know any more. */
    void settle() {
        changed = false;
    }

    /** Of heap, about. */
    int heapBytes() {
        return HEAP_BYTES + bytes().length;
    }

    /** See {@link SessionIds#of}. */
    byte[] id(SessionIds ids) {
        if (id.length == 0) {
            id = ids.of(bytes(), start);
        }
        return id;
    }
}
