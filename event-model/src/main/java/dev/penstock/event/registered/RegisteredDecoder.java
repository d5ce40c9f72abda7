// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.registered;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.SchemaId;
import dev.penstock.event.SchemaRegistry;
import dev.penstock.event.ValueDecoder;
import dev.penstock.event.pipeline.DeclaredSchema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads records that name their schema as the serializers of Confluent and Apicurio write it: in front of the value, a
 * zero byte and the schema's id in four bytes, the highest first, or in a header; or records that name none, of a schema
 * that the source names. Each schema is compiled once. Safe for use by many threads.
 */
public final class RegisteredDecoder implements ValueDecoder {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** An id that the registry doesn't know is asked for again after that: it may have been registered meanwhile. */
    private static final long UNKNOWN_FOR_NANOS = Duration.ofSeconds(30).toNanos();

    /** Bytes of another form may look like any id. */
    private static final int MOST_IDS = 10_000;

    /** Of records that say nothing of themselves. */
    private static final Framing BARE = new Framing(null, 0, new byte[0]);

    private final SchemaFormat format;
    private final SchemaRegistry registry;
    private final Optional<DeclaredSchema> declared;
    private final Supplier<FieldsBuffer> newFields;
    private final LongSupplier nanoTime;
    private final Map<SchemaId, Known> schemas = new ConcurrentHashMap<>();

    /** What was used last of the schemas that are named by a number in front: most records of a topic have the same. */
    private volatile Last last = new Last(-1, null);

    /** What is known of the schema of all records, once it is. */
    private volatile Known ofAll;

    private record Last(int number, BodyDecoder decoder) {}

    /**
     * What is known of a schema.
     *
     * @param decoder null if there is none
     * @param refusal why there is none
     * @param until by the clock of {@link #nanoTime}, for a refusal that may be over one day
     */
    private record Known(BodyDecoder decoder, BadEvent refusal, long until) {}

    /**
     * @param declared the schema of all records; empty where each names its own
     * @param newFields makes fields for the projection
     * @param nanoTime a clock, as {@link System#nanoTime} is one
     */
    public RegisteredDecoder(
            SchemaFormat format,
            SchemaRegistry registry,
            Optional<DeclaredSchema> declared,
            Supplier<FieldsBuffer> newFields,
            LongSupplier nanoTime) {
        this.format = format;
        this.registry = registry;
        this.declared = declared;
        this.newFields = newFields;
        this.nanoTime = nanoTime;
    }

    @Override
    public FieldsBuffer newFields() {
        return newFields.get();
    }

    @Override
    public Memory newMemory() {
        return format.newMemory();
    }

    @Override
    public boolean readsHeaders() {
        return declared.isEmpty();
    }

    @Override
    public BadEvent decodeInto(byte[] value, Function<String, byte[]> lastHeader, FieldsBuffer target, Memory memory) {
        if (declared.isPresent()) {
            return decode(ofAll(), BARE, value, target, memory);
        }
        Framing framing = Framing.ofHeaders(lastHeader);
        if (framing == Framing.NONE) {
            Last like = last;
            if (value.length >= Framing.PREFIX_BYTES && value[0] == 0 && like.number == (int) INTS.get(value, 1)) {
                return like.decoder.decodeInto(value, Framing.PREFIX_BYTES, null, target, memory);
            }
            framing = Framing.ofValue(value);
        }
        if (framing == Framing.NONE) {
            target.resetForeign(value);
            return Framing.noSchemaId(value);
        }
        return decode(schema(framing.schema()), framing, value, target, memory);
    }

    private static BadEvent decode(Known schema, Framing framing, byte[] value, FieldsBuffer target, Memory memory) {
        if (schema.decoder == null) {
            target.resetForeign(value);
            return schema.refusal;
        }
        return schema.decoder.decodeInto(value, framing.start(), framing.indexes(), target, memory);
    }

    private Known ofAll() {
        Known known = ofAll;
        if (known == null || isOver(known)) {
            known = declared.get() instanceof DeclaredSchema.InFile in
                    ? compiled("the schema", in.schema())
                    : ask(new SchemaId.Newest(((DeclaredSchema.OfSubject) declared.get()).subject()));
            ofAll = known;
        }
        return known;
    }

    private Known schema(SchemaId id) {
        Known known = schemas.get(id);
        if (known == null || isOver(known)) {
            known = ask(id);
            if (schemas.size() >= MOST_IDS) {
                schemas.clear();
            }
            schemas.put(id, known);
        }
        if (known.decoder != null && id instanceof SchemaId.Number number && number.id() == (int) number.id()) {
            last = new Last((int) number.id(), known.decoder);
        }
        return known;
    }

    private boolean isOver(Known known) {
        return known.decoder == null && nanoTime.getAsLong() - known.until > 0;
    }

    private Known ask(SchemaId id) {
        Optional<RegisteredSchema> found = registry.find(id);
        return found.isPresent()
                ? compiled(id.toString(), found.get())
                : refused(Reason.UNKNOWN_SCHEMA, "the registry has no " + id);
    }

    private Known compiled(String name, RegisteredSchema schema) {
        if (!schema.type().equals(format.type())) {
            return refused(
                    Reason.UNUSABLE_SCHEMA, name + " is of type " + schema.type() + ", expected " + format.type());
        }
        try {
            String message = declared.map(DeclaredSchema::message).orElse("");
            return new Known(format.compile(schema, message), null, 0);
        } catch (IllegalArgumentException e) {
            return refused(Reason.UNUSABLE_SCHEMA, name + ": " + e.getMessage());
        }
    }

    private Known refused(Reason reason, String detail) {
        return new Known(null, new BadEvent(reason, detail), nanoTime.getAsLong() + UNKNOWN_FOR_NANOS);
    }
}
