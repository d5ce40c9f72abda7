// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import java.util.List;

/** The session of the event's record key. */
final class SessionEnrichment implements Enrichment {

    private final IsoTime start = new IsoTime();
    private final SessionIds ids = new SessionIds();
    private final Sessions sessions;
    private KnownSession known = KnownSession.NONE;
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
        known = sessions.enter(in.key(), in.event().timestamp());
        session = known.session();
    }

    @Override
    public List<ValueWriter> writers() {
        return List.of(
                whereThereIsOne((in, out) -> out.put(known.id(ids))),
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
}
