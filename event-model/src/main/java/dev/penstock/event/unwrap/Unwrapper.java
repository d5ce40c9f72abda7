// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.unwrap;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.json.Refusal;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.Unwrap;
import dev.penstock.event.protect.FieldDecryptor;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes events of the values of a source whose values are not events themselves. Safe for use by many threads. */
public final class Unwrapper {

    private final Envelope envelope;
    private final Optional<ListElements> elements;
    private final Optional<FieldDecryptor> decryptor;

    private Unwrapper(Envelope envelope, Optional<ListElements> elements, Optional<FieldDecryptor> decryptor) {
        this.envelope = envelope;
        this.elements = elements;
        this.decryptor = decryptor;
    }

    /**
     * Of a source.
     *
     * @param named the fields of its events that somebody reads
     * @return empty if its values are its events
     */
    public static Optional<Unwrapper> of(Source source, Collection<FieldPath> named, DecodeLimits limits) {
        if (source.unwrap() instanceof Unwrap.None
                && source.each().isEmpty()
                && source.decrypt().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Unwrapper(
                envelope(source.unwrap(), named, limits),
                source.each().map(list -> new ListElements(list, limits)),
                source.decrypt()
                        .map(protection ->
                                new FieldDecryptor(source.topic(), protection.fields(), protection.keyset(), limits))));
    }

    private static Envelope envelope(Unwrap unwrap, Collection<FieldPath> named, DecodeLimits limits) {
        if (unwrap instanceof Unwrap.Debezium) {
            return new DebeziumEnvelope(named, limits);
        } else if (unwrap instanceof Unwrap.CloudEvents) {
            return new CloudEventsEnvelope(named, limits);
        } else if (unwrap instanceof Unwrap.Connect) {
            return new ConnectEnvelope(limits);
        } else if (unwrap instanceof Unwrap.AtField at) {
            return new FieldEnvelope(at.field(), limits);
        }
        return (json, lastHeader) -> json;
    }

    /**
     * Finds the events of a value; never fails, whatever the bytes.
     *
     * @param json the value, as JSON where it came in another form
     * @param lastHeader finds the value of the record's last header of a name; null for none
     * @param events takes them as JSON, as far as they are; none for a value that tells of no event
     * @return what is wrong with the value; null where nothing is
     */
    public BadEvent unwrap(byte[] json, Function<String, byte[]> lastHeader, List<byte[]> events) {
        int before = events.size();
        try {
            byte[] event = envelope.event(json, lastHeader);
            if (event != null && elements.isPresent()) {
                elements.get().split(event, events);
            } else if (event != null) {
                events.add(event);
            }
            decryptor.ifPresent(decrypt -> events.subList(before, events.size()).replaceAll(decrypt::decrypt));
            return null;
        } catch (Refusal refusal) {
            return refusal.bad();
        } catch (JsonBuffer.FullException e) {
            return new BadEvent(Reason.TOO_LONG, e.getMessage());
        }
    }
}
