// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A record key with its session, as they stand in a {@link SessionCache}. For one thread. */
final class KnownSession {

    /** Of an event that belongs to no session. */
    static final KnownSession NONE = new KnownSession(new byte[0], Session.NONE);

    /** What one takes besides the bytes of its key, with its place in the cache and its id. */
    private static final int BYTES = 350;

    private static final byte[] NOT_MADE = {};

    private final byte[] key;
    private Session session;
    private boolean changed;

    /** Made once for all events of the session, since it takes longer than all else that is made of an event. */
    private byte[] id = NOT_MADE;

    KnownSession(byte[] key, Session session) {
        this.key = key;
        this.session = session;
    }

    byte[] key() {
        return key;
    }

    /** As far as it goes; {@link Session#NONE} where the key has none. */
    Session session() {
        return session;
    }

    /** Of heap, about. */
    int bytes() {
        return BYTES + key.length;
    }

    /** Whether the store has yet to be told. */
    boolean isChanged() {
        return changed;
    }

    void change(Session to) {
        if (to.start() != session.start()) {
            id = NOT_MADE;
        }
        session = to;
        changed = true;
    }

    /** The store was told, or has no need to know any more. */
    void settle() {
        changed = false;
    }

    /** As JSON: a name-based UUID (RFC 9562, version 3) of the key and, as 8 bytes big-endian, the start. */
    byte[] id() {
        if (id.length == 0) {
            byte[] name = ByteBuffer.allocate(key.length + Long.BYTES)
                    .put(key)
                    .putLong(session.start())
                    .array();
            id = ('"' + UUID.nameUUIDFromBytes(name).toString() + '"').getBytes(StandardCharsets.US_ASCII);
        }
        return id;
    }
}
