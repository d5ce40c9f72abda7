// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import java.util.List;

/** The session of the event's record key. */
final class SessionEnrichment implements Enrichment.OfPartition {

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
    public void enter(Incoming in) {
        known = sessions.enter(in.key(), in.event().timestamp());
        session = known.session();
    }

    @Override
    public List<ValueWriter> writers() {
        // Each asks by itself: something around them that asks would be one more call through an interface for each.
        return List.of(
                (in, out) -> {
                    if (session.exists()) {
                        known.writeId(ids, out);
                    }
                },
                (in, out) -> {
                    if (session.exists()) {
                        start.write(session.start(), out);
                    }
                },
                (in, out) -> {
                    if (session.exists()) {
                        out.number(session.index());
                    }
                },
                (in, out) -> {
                    if (session.exists()) {
                        out.number(session.last() - session.start());
                    }
                });
    }
}
