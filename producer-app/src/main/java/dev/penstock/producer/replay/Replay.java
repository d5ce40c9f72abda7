// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.replay;

import dev.penstock.event.BadEvent;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.json.JsonDecoder;
import dev.penstock.event.time.EventTime;
import dev.penstock.producer.input.EventReader;
import dev.penstock.producer.input.EventText;
import dev.penstock.producer.send.EventKind;
import dev.penstock.producer.send.EventSource;
import dev.penstock.producer.send.OutgoingEvent;
import dev.penstock.producer.send.SendException;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Sends the events of an input as they are, keyed by a field of theirs. Empty lines are skipped and counted. A last line
 * without an end is sent too.
 */
public final class Replay implements EventSource {

    private final EventReader events;
    private final ReplayOptions options;
    private final Consumer<String> onFirstMalformed;
    private final Projection projection;
    private final JsonDecoder decoder;
    private UnaryOperator<byte[]> eventOf = value -> value;
    private boolean anyMalformed;
    private volatile long skipped;

    /** What could be read of a line. Without a key, {@code key} is empty; without a fault, {@code fault} is blank. */
    private record Reading(Optional<byte[]> key, OptionalLong time, String fault) {}

    /**
     * @param events closed with this
     * @param onFirstMalformed is told of the first event that is malformed: where it is, why, and how it begins
     */
    public Replay(EventReader events, ReplayOptions options, Consumer<String> onFirstMalformed) {
        this.events = events;
        this.options = options;
        this.onFirstMalformed = onFirstMalformed;
        List<FieldPath> fields = new ArrayList<>(List.of(options.key()));
        if (options.time() instanceof ReplayOptions.Time.OfField time) {
            fields.add(time.timestamp().field());
        }
        projection = Projection.of(fields);
        decoder = new JsonDecoder(projection, DecodeLimits.DEFAULT);
    }

    /**
     * Has key and time looked for in something else than the values that are sent.
     *
     * @param newEventOf finds the event that lies in a value
     */
    public Replay lookingInto(UnaryOperator<byte[]> newEventOf) {
        eventOf = newEventOf;
        return this;
    }

    @Override
    public Set<String> topics() {
        return Set.of(options.topic());
    }

    @Override
    public Optional<OutgoingEvent> next() throws IOException {
        var text = events.next();
        while (text.isPresent() && text.get().bytes().length == 0) {
            skipped++;
            text = events.next();
        }
        return text.map(this::event);
    }

    @Override
    public long skipped() {
        return skipped;
    }

    @Override
    public void close() throws IOException {
        events.close();
    }

    private OutgoingEvent event(EventText text) {
        var reading = text.tooLong() ? tooLong() : read(text.bytes());
        boolean malformed = !reading.fault().isEmpty();
        if (malformed) {
            tell(text, reading.fault());
        }
        Long time = reading.time().isPresent() ? reading.time().getAsLong() : null;
        var record =
                new ProducerRecord<>(options.topic(), null, time, reading.key().orElse(null), text.bytes());
        return new OutgoingEvent(record, malformed ? EventKind.MALFORMED : EventKind.PLAIN);
    }

    private void tell(EventText text, String fault) {
        boolean refused = options.onMalformed() == ReplayOptions.OnMalformed.REFUSE;
        if (anyMalformed && !refused) {
            return;
        }
        anyMalformed = true;
        String told = MalformedText.describe(text, fault, options.key());
        if (refused) {
            throw new SendException(told);
        }
        onFirstMalformed.accept(told);
    }

    /** Goes on to the producer, which refuses it by its size, so that it is counted as not delivered. */
    private Reading tooLong() {
        return new Reading(Optional.empty(), OptionalLong.empty(), "longer than " + options.maxLineBytes() + " bytes");
    }

    private Reading read(byte[] line) {
        var decoded = decoder.decode(eventOf.apply(line));
        if (decoded instanceof BadEvent bad) {
            return new Reading(
                    Optional.empty(), OptionalLong.empty(), bad.reason().code() + ", " + bad.detail());
        }
        var fields = (Fields) decoded;
        FieldValue found = fields.get(projection.slot(options.key()));
        var key = keyOf(found);
        OptionalLong time = OptionalLong.empty();
        String fault = key.isPresent() ? "" : keyFault(found);
        if (options.time() instanceof ReplayOptions.Time.OfField wanted) {
            var timestamp = wanted.timestamp();
            time = EventTime.parse(fields.get(projection.slot(timestamp.field())), timestamp.format());
            if (time.isEmpty() && fault.isEmpty()) {
                String unit = timestamp.format().unit().name().toLowerCase(Locale.ROOT);
                fault = "no time in " + unit + " in the timestamp field '" + timestamp.field() + "'";
            }
        }
        return new Reading(key.map(text -> text.getBytes(StandardCharsets.UTF_8)), time, fault);
    }

    private String keyFault(FieldValue found) {
        return found == FieldValue.MISSING
                ? MalformedText.noKey(options.key())
                : "no text, integer or boolean in the key field '" + options.key() + "'";
    }

    /** The text that a source compares the record key with. */
    private static Optional<String> keyOf(FieldValue value) {
        if (value instanceof FieldValue.Number number && !number.isInteger()) {
            return Optional.empty();
        }
        return value instanceof FieldValue.Scalar scalar ? Optional.of(scalar.asText()) : Optional.empty();
    }
}
