// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.protect;

import dev.penstock.event.BadEvent;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.JsonResult;
import dev.penstock.event.Projection;
import dev.penstock.event.json.JsonDecoder;
import dev.penstock.event.json.Refusal;
import dev.penstock.event.protect.FieldProtector;
import dev.penstock.event.protect.KeysetFile;
import dev.penstock.producer.send.EventSource;
import dev.penstock.producer.send.OutgoingEvent;
import dev.penstock.producer.send.SendException;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Events of another source, of which some fields are protected. What is no event is left out: what would have to be
 * protected in it, nobody can tell.
 */
public final class ProtectedSource implements EventSource {

    private final EventSource events;
    private final Protected encrypted;
    private final Protected pseudonyms;
    private final Consumer<String> onFirstLeftOut;
    private final Map<String, FieldProtector> protectors = new HashMap<>();
    private final Projection projection;
    private final JsonDecoder decoder;
    private final AtomicLong leftOut = new AtomicLong();

    /**
     * Fields and what protects them.
     *
     * @param keys empty where there are no fields
     */
    public record Protected(List<FieldPath> fields, Optional<KeysetFile> keys) {}

    /** @param onFirstLeftOut is told what is wrong with the first that is left out */
    public ProtectedSource(
            EventSource events, Protected encrypted, Protected pseudonyms, Consumer<String> onFirstLeftOut) {
        this.events = events;
        this.encrypted = encrypted;
        this.pseudonyms = pseudonyms;
        this.onFirstLeftOut = onFirstLeftOut;
        this.projection = Projection.of(Stream.concat(encrypted.fields.stream(), pseudonyms.fields.stream())
                .toList());
        this.decoder = new JsonDecoder(projection, DecodeLimits.DEFAULT);
        events.topics().forEach(topic -> protectors.put(topic, protector(topic)));
    }

    private FieldProtector protector(String topic) {
        var builder = new FieldProtector.Builder(topic);
        encrypted.keys.ifPresent(keys -> builder.encrypt(encrypted.fields, keys));
        pseudonyms.keys.ifPresent(keys -> builder.pseudonymise(pseudonyms.fields, keys));
        return builder.build(DecodeLimits.DEFAULT);
    }

    @Override
    public Optional<OutgoingEvent> next() throws IOException {
        for (Optional<OutgoingEvent> next = events.next(); next.isPresent(); next = events.next()) {
            try {
                return Optional.of(protect(next.get()));
            } catch (Refusal refusal) {
                if (leftOut.getAndIncrement() == 0) {
                    BadEvent bad = refusal.bad();
                    onFirstLeftOut.accept("an event was left out, since it can't be protected: "
                            + bad.reason().code() + ": " + bad.detail());
                }
            }
        }
        return Optional.empty();
    }

    private OutgoingEvent protect(OutgoingEvent event) {
        ProducerRecord<byte[], byte[]> record = event.record();
        byte[] value = protectors.get(record.topic()).protect(record.value());
        byte[] key = record.key() == null ? null : key(record.key(), record.value());
        return new OutgoingEvent(
                new ProducerRecord<>(record.topic(), record.partition(), record.timestamp(), key, value), event.kind());
    }

    /** A key that is what a field holds tells of it. */
    private byte[] key(byte[] key, byte[] value) {
        JsonResult result = decoder.decode(value);
        if (result instanceof BadEvent bad) {
            throw new Refusal(bad.reason(), bad.detail());
        }
        Fields fields = (Fields) result;
        String text = new String(key, StandardCharsets.UTF_8);
        for (FieldPath field : projection.fields()) {
            int slot = projection.slot(field);
            if (fields.get(slot) instanceof FieldValue.Scalar scalar
                    && scalar.asText().equals(text)) {
                if (!pseudonyms.fields.contains(field)) {
                    throw new SendException("the record key holds '" + field
                            + "' in clear; name that field in --pseudonymise, which changes the key, too");
                }
                return FieldProtector.pseudonym(fields, slot, pseudonyms.keys.orElseThrow())
                        .getBytes(StandardCharsets.US_ASCII);
            }
        }
        return key;
    }

    @Override
    public Set<String> topics() {
        return events.topics();
    }

    @Override
    public long skipped() {
        return events.skipped() + leftOut.get();
    }

    @Override
    public void close() throws IOException {
        events.close();
    }
}
