// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.enrich;

import dev.penstock.streams.json.IsoTimeWriter;
import dev.penstock.streams.session.KnownSession;
import dev.penstock.streams.session.Session;
import dev.penstock.streams.session.SessionIds;
import dev.penstock.streams.session.SessionTable;
import dev.penstock.streams.session.Sessions;

import java.util.List;

/** The session of the event's record key; none, where there is no key. */
final class SessionEnrichment implements Enrichment.OfPartition {

    private final IsoTimeWriter startTime = new IsoTimeWriter();
    private final SessionIds ids = new SessionIds();
    private final Sessions sessions;

    // The session of the event, number by number (EventFields tells what a written reference costs), and the table,
    // which
    // is nearly always the same.
    private SessionTable table = KnownSession.NONE.table();
    private int number;
    private boolean exists;
    private long start;
    private long last;
    private long index;

    SessionEnrichment(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void passed(long partitionTime) {
        sessions.passed(partitionTime);
    }

    @Override
    public void enter(InputEvent in) {
        if (in.key() == null) {
            exists = false;
            return;
        }
        KnownSession known = sessions.enter(in.key(), in.event().timestamp());
        if (known.table() != table) {
            table = known.table();
        }
        number = known.number();
        Session session = known.session();
        exists = session.exists();
        start = session.start();
        last = session.last();
        index = session.index();
    }

    @Override
    public List<ValueWriter> writers() {
        // Each asks by itself: something around them that asks would be one more call through an interface for each.
        return List.of(
                (in, out) -> {
                    if (exists) {
                        table.writeId(number, ids, out);
                    }
                },
                (in, out) -> {
                    if (exists) {
                        startTime.write(start, out);
                    }
                },
                (in, out) -> {
                    if (exists) {
                        out.number(index);
                    }
                },
                (in, out) -> {
                    if (exists) {
                        out.number(last - start);
                    }
                });
    }
}
