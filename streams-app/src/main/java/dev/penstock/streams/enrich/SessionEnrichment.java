// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import java.util.List;
import java.util.function.BiConsumer;

/** The session of the event's record key. */
final class SessionEnrichment implements Enrichment {

    private final IsoTime start = new IsoTime();
    private final Sessions sessions;
    private KnownSession known = KnownSession.NONE;

    SessionEnrichment(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void passed(long partitionTime) {
        sessions.passed(partitionTime);
    }

    @Override
    public void look(Incoming in) {
        known = sessions.enter(in.key(), in.event().timestamp());
    }

    @Override
    public List<ValueWriter> writers() {
        return List.of(
                whereThereIsOne((session, out) -> out.put(known.id())),
                whereThereIsOne((session, out) -> start.write(session.start(), out)),
                whereThereIsOne((session, out) -> out.number(session.index())),
                whereThereIsOne((session, out) -> out.number(session.last() - session.start())));
    }

    private ValueWriter whereThereIsOne(BiConsumer<Session, JsonBuffer> writer) {
        return (in, out) -> {
            Session session = known.session();
            if (session.exists()) {
                writer.accept(session, out);
            }
        };
    }
}
