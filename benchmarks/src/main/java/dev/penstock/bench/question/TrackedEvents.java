// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.truth.Sampling;
import dev.penstock.producer.EventSource;
import dev.penstock.producer.Outgoing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Tells a tracker about the events of some users as they are taken to be sent. */
final class TrackedEvents implements EventSource {

    private final EventSource events;
    private final Sampling sampling;
    private final FreshnessTracker tracker;

    TrackedEvents(EventSource events, Sampling sampling, FreshnessTracker tracker) {
        this.events = events;
        this.sampling = sampling;
        this.tracker = tracker;
    }

    @Override
    public Optional<Outgoing> next() throws IOException {
        Optional<Outgoing> event = events.next();
        event.map(Outgoing::record).ifPresent(record -> {
            String user = new String(record.key(), StandardCharsets.UTF_8);
            if (sampling.takes(user)) {
                tracker.sent(user, record.timestamp());
            }
        });
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
