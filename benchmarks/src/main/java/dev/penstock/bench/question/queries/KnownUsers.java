// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import dev.penstock.producer.EventSource;
import dev.penstock.producer.Outgoing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Notes whose events pass. Users may be asked for by any thread. */
final class KnownUsers {

    private final Set<String> known = new HashSet<>();
    private final List<String> users = Collections.synchronizedList(new ArrayList<>());
    private volatile int settled;

    /** The same events; their users are noted as they are taken. */
    EventSource through(EventSource events) {
        return new Noting(events);
    }

    int count() {
        return users.size();
    }

    /** From now on only those that are known now are chosen: whoever comes later may have no rows yet. */
    void settle() {
        settled = users.size();
    }

    /** One of those that were known when they settled, by chance. */
    String any() {
        return users.get(ThreadLocalRandom.current().nextInt(settled));
    }

    private void note(Outgoing event) {
        String user = new String(event.record().key(), StandardCharsets.UTF_8);
        if (known.add(user)) {
            users.add(user);
        }
    }

    private final class Noting implements EventSource {

        private final EventSource events;

        Noting(EventSource events) {
            this.events = events;
        }

        @Override
        public Optional<Outgoing> next() throws IOException {
            Optional<Outgoing> event = events.next();
            event.ifPresent(KnownUsers.this::note);
            return event;
        }

        @Override
        public Set<String> topics() {
            return events.topics();
        }

        @Override
        public void close() throws IOException {
            events.close();
        }
    }
}
