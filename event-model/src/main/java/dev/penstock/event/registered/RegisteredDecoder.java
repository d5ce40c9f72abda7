// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.registered;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldsBuffer;
import dev.penstock.event.Projection;
import dev.penstock.event.SchemaRegistry;
import dev.penstock.event.ValueDecoder;
import dev.penstock.event.json.FieldTree;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Reads records that name their schema as the serializers of Confluent and Apicurio write it: a zero byte, the schema's id
 * in four bytes, the highest first, and the value. Each schema is compiled once. Safe for use by many threads.
 */
public final class RegisteredDecoder implements ValueDecoder {

    private static final int HEADER_BYTES = 5;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** An id that the registry doesn't know is asked for again after that: it may have been registered meanwhile. */
    private static final long UNKNOWN_FOR_NANOS = Duration.ofSeconds(30).toNanos();

    /** Bytes of another form may look like any id. */
    private static final int MOST_IDS = 10_000;

    private final SchemaRegistry registry;
    private final Projection projection;
    private final DecodeLimits limits;
    private final boolean lenientNumbers;
    private final SchemaFormat format;
    private final LongSupplier nanoTime;
    private final Map<Integer, Known> schemas = new ConcurrentHashMap<>();

    /** The one that was used last: most records of a topic have the same. */
    private volatile Known last = new Known(-1, null, null, 0);

    /**
     * What is known of the schema of an id.
     *
     * @param decoder null if there is none
     * @param refusal why there is none
     * @param until by the clock of {@link #nanoTime}, for a refusal that may be over one day
     */
    private record Known(int id, BodyDecoder decoder, BadEvent refusal, long until) {}

    /** @param nanoTime a clock, as {@link System#nanoTime} is one */
    public RegisteredDecoder(
            SchemaFormat format,
            SchemaRegistry registry,
            Projection projection,
            DecodeLimits limits,
            boolean lenientNumbers,
            LongSupplier nanoTime) {
        this.registry = registry;
        this.projection = projection;
        this.limits = limits;
        this.lenientNumbers = lenientNumbers;
        this.format = format;
        this.nanoTime = nanoTime;
    }

    @Override
    public FieldsBuffer newFields() {
        return new FieldsBuffer(FieldTree.of(projection).count(), limits.maxKeptTextBytes(), lenientNumbers);
    }

    @Override
    public Memory newMemory() {
        return format.newMemory();
    }

    @Override
    public BadEvent decodeInto(byte[] value, FieldsBuffer target, Memory memory) {
        if (value.length < HEADER_BYTES || value[0] != 0) {
            target.resetForeign(value);
            return noSchemaId(value);
        }
        Known schema = schema((int) INTS.get(value, 1));
        if (schema.decoder == null) {
            target.resetForeign(value);
            return schema.refusal;
        }
        return schema.decoder.decodeInto(value, HEADER_BYTES, target, memory);
    }

    private static BadEvent noSchemaId(byte[] value) {
        String found = value.length == 0
                ? "empty"
                : value[0] != 0
                        ? String.format(Locale.ROOT, "starts with byte 0x%02x", value[0])
                        : "only " + value.length + " bytes";
        return new BadEvent(Reason.NO_SCHEMA_ID, found + ", expected a zero byte and the id of a schema in four bytes");
    }

    private Known schema(int id) {
        Known known = last;
        if (known.id == id && known.decoder != null) {
            return known;
        }
        known = schemas.get(id);
        if (known == null || known.decoder == null && nanoTime.getAsLong() - known.until > 0) {
            known = ask(id);
            if (schemas.size() >= MOST_IDS) {
                schemas.clear();
            }
            schemas.put(id, known);
        }
        last = known;
        return known;
    }

    private Known ask(int id) {
        var found = registry.byId(id);
        if (found.isEmpty()) {
            return refused(id, Reason.UNKNOWN_SCHEMA, "the registry has no schema " + id);
        }
        if (!found.get().type().equals(format.type())) {
            return refused(
                    id,
                    Reason.UNUSABLE_SCHEMA,
                    "schema " + id + " is of type " + found.get().type() + ", expected " + format.type());
        }
        try {
            return new Known(id, format.compile(found.get()), null, 0);
        } catch (IllegalArgumentException e) {
            return refused(id, Reason.UNUSABLE_SCHEMA, "schema " + id + ": " + e.getMessage());
        }
    }

    private Known refused(int id, Reason reason, String detail) {
        return new Known(id, null, new BadEvent(reason, detail), nanoTime.getAsLong() + UNKNOWN_FOR_NANOS);
    }
}
