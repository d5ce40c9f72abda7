// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.json;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a value out of record keys that are JSON, whichever way it is wrapped up in them. Safe for use by many threads. */
public final class JsonKey {

    private static final String PAYLOAD = "payload";
    private static final byte[] BEFORE = "{\"payload\":".getBytes(StandardCharsets.UTF_8);

    private static final FieldPath VALUE = new FieldPath(List.of(PAYLOAD));

    private final JsonDecoder decoder;
    private final int valueSlot;
    private final int places;

    /** @param field whose value the key holds; an object has a member of this path, or of its last name */
    public JsonKey(FieldPath field) {
        List<String> path = field.segments();
        String last = path.get(path.size() - 1);
        // In the order in which they are looked for.
        Set<FieldPath> all = new LinkedHashSet<>(
                List.of(in(PAYLOAD, path), in(PAYLOAD, List.of(last)), VALUE, field, new FieldPath(List.of(last))));
        Projection projection = Projection.of(all);
        decoder = new JsonDecoder(projection, DecodeLimits.DEFAULT);
        valueSlot = projection.slot(VALUE);
        places = all.size();
    }

    private static FieldPath in(String object, List<String> path) {
        return new FieldPath(Stream.concat(Stream.of(object), path.stream()).toList());
    }

    /** The text of the value in a key; empty where there is none. */
    public Optional<String> read(byte[] key) {
        return decoder.decode(key) instanceof Fields fields ? first(fields) : single(key);
    }

    private Optional<String> first(Fields fields) {
        for (int slot = 0; slot < places; slot++) {
            if (fields.get(slot) instanceof FieldValue.Scalar scalar) {
                return Optional.of(scalar.asText());
            }
        }
        return Optional.empty();
    }

    /** A key that is a single value, which is decoded inside of an object. */
    private Optional<String> single(byte[] key) {
        byte[] object = new byte[BEFORE.length + key.length + 1];
        System.arraycopy(BEFORE, 0, object, 0, BEFORE.length);
        System.arraycopy(key, 0, object, BEFORE.length, key.length);
        object[object.length - 1] = '}';
        return decoder.decode(object) instanceof Fields fields && endsWithValue(object, fields)
                ? first(fields)
                : Optional.empty();
    }

    /** Whether nothing stands behind the value, which would be another member of the object. */
    private boolean endsWithValue(byte[] object, Fields fields) {
        int end = fields.end(valueSlot) + (fields.kind(valueSlot) == FieldKind.TEXT ? 1 : 0);
        return new String(object, end, object.length - 1 - end, StandardCharsets.ISO_8859_1).isBlank();
    }
}
