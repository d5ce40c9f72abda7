// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import dev.penstock.producer.send.EventSource;
import dev.penstock.producer.send.OutgoingEvent;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The same events; somebody is told of each as it is taken to be sent. */
public record WatchedEvents(EventSource events, Consumer<ProducerRecord<byte[], byte[]>> watcher)
        implements EventSource {

    @Override
    public Optional<OutgoingEvent> next() throws IOException {
        Optional<OutgoingEvent> event = events.next();
        event.map(OutgoingEvent::record).ifPresent(watcher);
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
