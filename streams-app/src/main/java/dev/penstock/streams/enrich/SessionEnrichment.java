// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/** The session of the event's record key. */
final class SessionEnrichment implements Enrichment {

    private final IsoTime start = new IsoTime();
    private final Sessions sessions;
    private Session session = Session.NONE;

    SessionEnrichment(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void passed(long partitionTime) {
        sessions.passed(partitionTime);
    }

    @Override
    public void look(Incoming in) {
        session = sessions.enter(in.key(), in.event().timestamp());
    }

    @Override
    public List<ValueWriter> writers() {
        return List.of(
                whereThereIsOne((in, out) -> writeId(in.key(), out)),
                whereThereIsOne((in, out) -> start.write(session.start(), out)),
                whereThereIsOne((in, out) -> out.number(session.index())),
                whereThereIsOne((in, out) -> out.number(session.last() - session.start())));
    }

    private ValueWriter whereThereIsOne(ValueWriter writer) {
        return (in, out) -> {
            if (session.exists()) {
                writer.write(in, out);
            }
        };
    }

    /** A name-based UUID (RFC 9562, version 3) of the key and, as 8 bytes big-endian, the start. */
    private void writeId(byte[] key, JsonBuffer out) {
        byte[] name = ByteBuffer.allocate(key.length + Long.BYTES)
                .put(key)
                .putLong(session.start())
                .array();
        out.text(UUID.nameUUIDFromBytes(name).toString());
    }
}
