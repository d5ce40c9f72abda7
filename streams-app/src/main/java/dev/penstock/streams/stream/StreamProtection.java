// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.stream;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.field.StreamSchema;
import dev.penstock.event.json.Refusal;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.protect.FieldProtector;
import dev.penstock.event.protect.KeysetFile;
import dev.penstock.streams.runs.EventRecord;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a stream protects of its events, and of the record key if that holds a field that it protects. For use by many threads. */
public final class StreamProtection {

    private final FieldProtector protector;

    /** The field of the input that the record key holds; -1 if the key stays as it is. */
    private final int keySlot;

    private final Optional<KeysetFile> keyset;

    private StreamProtection(FieldProtector protector, int keySlot, Optional<KeysetFile> keyset) {
        this.protector = protector;
        this.keySlot = keySlot;
        this.keyset = keyset;
    }

    /**
     * Of a stream that protects anything.
     *
     * @param read the projection of the events that come in
     * @param limits of the events that it writes
     */
    public static Optional<StreamProtection> of(
            Pipeline pipeline, EventStream stream, Projection read, DecodeLimits limits) {
        if (stream.protections().isEmpty()) {
            return Optional.empty();
        }
        var protector = new FieldProtector.Builder(stream.to());
        stream.encrypt().ifPresent(encrypt -> protector.encrypt(encrypt.fields(), encrypt.keyset()));
        stream.pseudonymise()
                .ifPresent(pseudonymise -> protector.pseudonymise(pseudonymise.fields(), pseudonymise.keyset()));
        return Optional.of(new StreamProtection(
                protector.build(new DecodeLimits(Integer.MAX_VALUE, limits.maxDepth(), limits.maxKeptTextBytes())),
                keyField(pipeline, stream).map(read::slot).orElse(-1),
                stream.pseudonymise().map(pseudonymise -> pseudonymise.keyset())));
    }

    /** The field of a stream's input that the record key holds and the stream puts a pseudonym in the place of. */
    private static Optional<FieldPath> keyField(Pipeline pipeline, EventStream stream) {
        return stream.pseudonymise().stream()
                .flatMap(pseudonymise -> pseudonymise.fields().stream())
                .filter(field -> isKey(pipeline, stream, field))
                .flatMap(field -> new StreamSchema(stream).inputOf(field).stream())
                .findFirst();
    }

    private static boolean isKey(Pipeline pipeline, EventStream last, FieldPath field) {
        Source source = pipeline.sourceOf(last.name());
        EventStream stream = last;
        Optional<FieldPath> input = new StreamSchema(stream).inputOf(field);
        while (input.isPresent()
                && pipeline.crossesBy(stream).isEmpty()
                && !stream.from().equals(source.name())) {
            stream = pipeline.stream(stream.from());
            input = new StreamSchema(stream).inputOf(input.get());
        }
        Optional<FieldPath> key = pipeline.crossesBy(stream).or(source.key()::input);
        return input.isPresent() && input.equals(key);
    }

    /** Whether the records that a stream writes have other keys than those of its source, by it or by one before it. */
    public static boolean changesKey(Pipeline pipeline, EventStream last) {
        EventStream stream = last;
        String source = pipeline.sourceOf(last.name()).name();
        while (keyField(pipeline, stream).isEmpty()) {
            if (stream.from().equals(source)) {
                return false;
            }
            stream = pipeline.stream(stream.from());
        }
        return true;
    }

    /** The record with the key that it leaves with. */
    EventRecord keyed(EventRecord record) {
        if (keySlot < 0) {
            return record;
        }
        Fields fields = record.fields();
        // Whatever the key is of an event without the field, nobody knows.
        byte[] key = switch (fields.kind(keySlot)) {
            case ABSENT, NULL -> null;
            default ->
                FieldProtector.pseudonym(fields, keySlot, keyset.orElseThrow()).getBytes(StandardCharsets.US_ASCII);
        };
        return record.withKey(key);
    }

    /**
     * The same event with protected fields.
     *
     * @throws Refusal if a field is there twice or in a list
     */
    byte[] protect(byte[] json) {
        return protector.protect(json);
    }
}
