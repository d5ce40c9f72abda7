// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.decode;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.EventResult;
import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.Projection;
import dev.penstock.event.SchemaRegistry;
import dev.penstock.event.UnusableField;
import dev.penstock.event.ValueDecoder;
import dev.penstock.event.avro.AvroFormat;
import dev.penstock.event.field.DemandCheck;
import dev.penstock.event.field.FieldNeeds;
import dev.penstock.event.field.FieldPresence;
import dev.penstock.event.json.JsonDecoder;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.protobuf.ProtobufFormat;
import dev.penstock.event.registered.JsonSchemaFormat;
import dev.penstock.event.registered.RegisteredDecoder;
import dev.penstock.event.registered.SchemaFormat;
import dev.penstock.event.unwrap.Unwrapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Turns a value of a source into an event that knows its own time, or says why it is none. Every value is read once,
 * for all streams and groups of the pipeline together. Safe for use by many threads.
 */
public final class EventDecoder {

    private static final Projection NO_FIELDS = Projection.of(List.of());

    private final Source source;
    private final FieldNeeds needs;
    private final Projection projection;
    private final List<FieldPath> paths;
    private final int maxBytes;

    /** Empty where values are events. */
    private final Optional<Unwrapper> unwrapper;

    /** Makes JSON of values that are no events. */
    private final ValueDecoder envelopes;

    private final ValueDecoder values;
    private final ValueDecoder.Memory shared;
    private final Optional<KeyCheck> key;
    private final DeclaredTime time;
    private final DemandCheck[] checks;
    private final RuleCheck[] rules;

    /** Of a source whose schemas, if it has any, nobody can ask for. */
    public EventDecoder(Pipeline pipeline, Source source, DecodeLimits limits) {
        this(pipeline, source, limits, SchemaRegistry.NONE);
    }

    /**
     * @param source one of the pipeline's sources
     * @param schemas where the schemas are that records name
     */
    public EventDecoder(Pipeline pipeline, Source source, DecodeLimits limits, SchemaRegistry schemas) {
        this.source = source;
        this.needs = FieldNeeds.ofSource(pipeline, source);
        this.projection = needs.projection();
        this.paths = List.copyOf(projection.fields());
        this.maxBytes = limits.maxBytes();
        this.unwrapper = Unwrapper.of(source, projection.fields(), limits);
        boolean asJson = !pipeline.streamsFrom(source.name()).isEmpty();
        if (unwrapper.isEmpty()) {
            this.values = decoder(projection, asJson, schemas, limits);
            this.envelopes = values;
        } else {
            this.values = json(projection, limits);
            this.envelopes = decoder(NO_FIELDS, true, schemas, limits);
        }
        this.shared = values.newMemory();
        this.key = KeyCheck.of(source.key(), projection);
        this.rules = source.rules().stream()
                .map(rule -> new RuleCheck(rule, projection, source.decrypts(rule.field())))
                .toArray(RuleCheck[]::new);
        this.time = DeclaredTime.of(source.timestamp(), projection);
        this.checks = needs.checks(projection, source.key().input()).toArray(DemandCheck[]::new);
    }

    private ValueDecoder decoder(Projection fields, boolean asJson, SchemaRegistry schemas, DecodeLimits limits) {
        return switch (source.format()) {
            case JSON -> json(fields, limits);
            case AVRO -> registered(new AvroFormat(fields, limits, asJson), fields, schemas, limits);
            case PROTOBUF -> registered(new ProtobufFormat(fields, limits, asJson), fields, schemas, limits);
            case JSON_SCHEMA -> registered(new JsonSchemaFormat(json(fields, limits)), fields, schemas, limits);
        };
    }

    private JsonDecoder json(Projection fields, DecodeLimits limits) {
        return new JsonDecoder(fields, limits, source.hasLenientNumbers());
    }

    private ValueDecoder registered(
            SchemaFormat format, Projection fields, SchemaRegistry schemas, DecodeLimits limits) {
        return new RegisteredDecoder(
                format, schemas, source.schema(), json(fields, limits)::newFields, System::nanoTime);
    }

    /** Which slot of a decoded event's fields holds what. */
    public Projection projection() {
        return projection;
    }

    /** Of no event yet; to be told of the events that this decodes. */
    public FieldPresence newPresence() {
        return new FieldPresence(needs, projection);
    }

    /**
     * What readers need of an event and can't use; each field once for each reason.
     *
     * @param fields of an event of this decoder
     */
    public List<UnusableField> unusable(Fields fields) {
        return IntStream.range(0, fields.unusableCount())
                .map(fields::unusable)
                .mapToObj(code -> new UnusableField(paths.get(UnusableField.slot(code)), UnusableField.reason(code)))
                .toList();
    }

    /**
     * In words: {@code 'total' is the text '1.50', expected a finite number}.
     *
     * @param unusable one of those of the event with these fields
     */
    public String describe(UnusableField unusable, Fields fields) {
        int slot = projection.slot(unusable.field());
        String where = "'" + unusable.field() + "'";
        return source.decrypts(unusable.field())
                ? where + " came encrypted, and is not what it is needed as"
                : DemandCheck.describe(where, unusable.reason(), fields, slot);
    }

    /**
     * Decodes a value; never fails, whatever the bytes. Where not the event but its record tells the time, that is 0, see
     * {@link #stamp}.
     */
    public EventResult decode(byte[] value) {
        return decode(value, ValueDecoder.NO_HEADERS);
    }

    /** @param lastHeader finds the value of the record's last header of a name; null for none */
    public EventResult decode(byte[] value, Function<String, byte[]> lastHeader) {
        FieldsBuffer fields = values.newFields();
        BadEvent bad = read(value, lastHeader, fields, shared);
        if (bad != null) {
            return bad;
        }
        long timestamp = time.read(fields);
        bad = time.refusal(fields, timestamp);
        return bad == null ? new Event(fields, timestamp) : bad;
    }

    /** Whether a value may hold its event in an envelope, or several of them: then they are to be {@link #unwrap unwrapped} first. */
    public boolean isUnwrapping() {
        return unwrapper.isPresent();
    }

    /**
     * Finds the events of a value; never fails, whatever the bytes.
     *
     * @param lastHeader finds the value of the record's last header of a name; null for none
     * @param events takes the events as JSON, as far as they are; none for a value that tells of no event
     * @return what is wrong with the value; null where nothing is
     */
    public BadEvent unwrap(byte[] value, Function<String, byte[]> lastHeader, List<byte[]> events) {
        if (unwrapper.isEmpty()) {
            events.add(value);
            return null;
        }
        if (value.length > maxBytes) {
            return new BadEvent(Reason.TOO_LONG, value.length + " bytes, at most " + maxBytes + " are taken");
        }
        byte[] json = value;
        if (source.format() != Source.Format.JSON) {
            FieldsBuffer whole = envelopes.newFields();
            BadEvent bad = envelopes.decodeInto(value, lastHeader, whole, envelopes.newMemory());
            if (bad != null) {
                return bad;
            }
            json = whole.json();
        }
        return unwrapper.get().unwrap(json, lastHeader, events);
    }

    /**
     * Decodes an event that was unwrapped, as {@link #decodeInto} does.
     *
     * @param value what it was unwrapped from
     */
    public boolean decodeInto(byte[] event, byte[] value, EventBuffer target) {
        boolean isEvent = decodeInto(event, target);
        target.buffer().cameAs(value);
        return isEvent;
    }

    /** Has a buffer hold a value that is no event. */
    public void refuse(byte[] value, BadEvent why, EventBuffer target) {
        target.buffer().reset(value);
        target.hold(why);
    }

    /** Unwraps and decodes a value; one result where it is bad as a whole, and none where it tells of no event. */
    public List<EventResult> decodeAll(byte[] value, Function<String, byte[]> lastHeader) {
        List<byte[]> events = new ArrayList<>();
        BadEvent bad = unwrap(value, lastHeader, events);
        return bad != null
                ? List.of(bad)
                : events.stream().map(event -> decode(event, lastHeader)).toList();
    }

    /** Room for the events of this decoder. */
    public EventBuffer newBuffer() {
        return new EventBuffer(values.newFields(), values.newMemory());
    }

    /**
     * Decodes a value as {@link #decode} does, but into a buffer, so that nothing is allocated for an event. What the
     * buffer held before is gone. Never fails, whatever the bytes; the value must not be written to while the buffer
     * holds it.
     *
     * @param target a buffer of this decoder, used by no other thread meanwhile
     * @return whether the value is an event
     */
    public boolean decodeInto(byte[] value, EventBuffer target) {
        return decodeInto(value, ValueDecoder.NO_HEADERS, target);
    }

    /** @param lastHeader finds the value of the record's last header of a name; null for none */
    public boolean decodeInto(byte[] value, Function<String, byte[]> lastHeader, EventBuffer target) {
        FieldsBuffer fields = target.buffer();
        BadEvent bad = read(value, lastHeader, fields, target.memory());
        if (bad != null) {
            return target.hold(bad);
        }
        long timestamp = time.read(fields);
        bad = time.refusal(fields, timestamp);
        return bad == null ? target.hold(timestamp) : target.hold(bad);
    }

    /** Whether headers may say how a value is written. */
    public boolean readsHeaders() {
        return values.readsHeaders();
    }

    /** Whether not the event but the record around it tells the time. */
    public boolean isTimeOfRecord() {
        return time instanceof DeclaredTime.OfRecord;
    }

    /**
     * Gives an event the time that its record tells.
     *
     * @param event a buffer that holds an event of this decoder
     * @param timestamp of the record, epoch milliseconds; negative for none
     * @param lastHeader finds the value of the last header of a name; null for none
     * @return null, or why the record tells no time
     * @throws IllegalStateException unless {@link #isTimeOfRecord}
     */
    public BadEvent stamp(EventBuffer event, long timestamp, Function<String, byte[]> lastHeader) {
        if (!(time instanceof DeclaredTime.OfRecord ofRecord)) {
            throw new IllegalStateException("events of '" + source.name() + "' tell their time themselves");
        }
        return ofRecord.stamp(event, timestamp, lastHeader);
    }

    /**
     * The text of the field that the record key of this event is made of.
     *
     * @throws java.util.NoSuchElementException if nobody knows what the source is partitioned by
     */
    public String partitionKey(Event event) {
        return key.orElseThrow().text(event.fields());
    }

    /**
     * Whether a record key is what it must be for the event with these fields, if it must be anything.
     *
     * @param recordKey null for none
     */
    public boolean partitionKeyEquals(Fields fields, byte[] recordKey) {
        return key.isEmpty() || key.get().matches(fields, recordKey);
    }

    /**
     * What is wrong with a record key that is not what it must be.
     *
     * @param fields of the event
     * @param recordKey null for none
     * @throws java.util.NoSuchElementException if it could be anything
     */
    public BadEvent keyMismatch(Fields fields, byte[] recordKey) {
        return key.orElseThrow().mismatch(fields, recordKey);
    }

    /** What is wrong with a value, its time aside; null where nothing is. */
    private BadEvent read(
            byte[] value, Function<String, byte[]> lastHeader, FieldsBuffer fields, ValueDecoder.Memory memory) {
        BadEvent bad = values.decodeInto(value, lastHeader, fields, memory);
        for (int i = 0; bad == null && i < rules.length; i++) {
            bad = rules[i].violation(fields);
        }
        if (bad != null) {
            return bad;
        }
        bad = key.isPresent() ? key.get().refusal(fields) : null;
        if (bad != null) {
            return bad;
        }
        for (DemandCheck check : checks) {
            Reason fault = check.fault(fields);
            if (fault != null) {
                fields.addUnusable(UnusableField.code(check.slot(), fault));
            }
        }
        return null;
    }

    static boolean isMissing(Fields fields, int slot) {
        FieldKind kind = fields.kind(slot);
        return kind == FieldKind.ABSENT || kind == FieldKind.NULL;
    }
}
