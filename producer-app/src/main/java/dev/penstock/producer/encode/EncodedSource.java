// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.encode;

import dev.penstock.cli.support.registry.RegistryClient;
import dev.penstock.cli.support.registry.RegistrySettings;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.encode.ValueEncoder;
import dev.penstock.producer.send.EventKind;
import dev.penstock.producer.send.EventSource;
import dev.penstock.producer.send.OutgoingEvent;
import dev.penstock.producer.send.SendException;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Events of another source, whose JSON becomes values of schemas. What is no event goes on as it is. */
public final class EncodedSource implements EventSource {

    /** What serializers put behind a topic for the subject of its values. */
    static final String SUBJECT_SUFFIX = "-value";

    private final EventSource events;
    private final Map<String, ValueEncoder> encoders;
    private final boolean refuses;
    private final Consumer<String> onFirstMalformed;
    private boolean anyMalformed;

    /**
     * @param encoders by topic; events of other topics stay as they are
     * @param refuses whether to stop at an event that is not of its schema, and not send it as it is
     * @param onFirstMalformed is told what is wrong with the first that is not
     */
    public EncodedSource(
            EventSource events,
            Map<String, ValueEncoder> encoders,
            boolean refuses,
            Consumer<String> onFirstMalformed) {
        this.events = events;
        this.encoders = Map.copyOf(encoders);
        this.refuses = refuses;
        this.onFirstMalformed = onFirstMalformed;
    }

    /**
     * Generated events, some in other formats than JSON. Their schemas are registered.
     *
     * @param types what registries call the formats of topics that have another one
     * @param settings of the registry
     */
    public static EventSource generated(
            EventSource events,
            Map<String, String> types,
            Map<String, String> settings,
            Consumer<String> onFirstMalformed) {
        var encoders = new HashMap<String, ValueEncoder>();
        for (String topic : events.topics()) {
            RegisteredSchema schema = types.containsKey(topic)
                    ? GeneratedSchemas.of(types.get(topic)).get(topic)
                    : null;
            if (schema != null) {
                try (var client =
                        new RegistryClient(RegistrySettings.of(settings).orElseThrow(), Optional.empty())) {
                    encoders.put(topic, ValueEncoder.of(schema, "", client.register(topic + SUBJECT_SUFFIX, schema)));
                }
            }
        }
        return encoders.isEmpty() ? events : new EncodedSource(events, encoders, false, onFirstMalformed);
    }

    @Override
    public Optional<OutgoingEvent> next() throws IOException {
        return events.next().map(this::encoded);
    }

    private OutgoingEvent encoded(OutgoingEvent event) {
        ValueEncoder encoder = encoders.get(event.record().topic());
        if (encoder == null || event.kind() == EventKind.MALFORMED) {
            return event;
        }
        ProducerRecord<byte[], byte[]> record = event.record();
        try {
            byte[] value = encoder.encode(record.value());
            return new OutgoingEvent(
                    new ProducerRecord<>(record.topic(), record.partition(), record.timestamp(), record.key(), value),
                    event.kind());
        } catch (IllegalArgumentException e) {
            String fault = "an event is not of its schema: " + e.getMessage();
            if (refuses) {
                throw new SendException(fault, e);
            }
            if (!anyMalformed) {
                anyMalformed = true;
                onFirstMalformed.accept(fault);
            }
            return new OutgoingEvent(record, EventKind.MALFORMED);
        }
    }

    @Override
    public Set<String> topics() {
        return events.topics();
    }

    @Override
    public long skipped() {
        return events.skipped();
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
