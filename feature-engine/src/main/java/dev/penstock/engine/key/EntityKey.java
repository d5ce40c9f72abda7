// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.key;

import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.FeatureGroup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the entity key of an event: the text of the key field as it is; with several fields their texts joined by
 * {@code |}, where a {@code |} or {@code \} inside of a text has a {@code \} before it; {@code all} for a group without
 * key fields. Where a group has {@link FeatureGroup#hasTypedKeys typed keys}, a text that reads as an integer or a boolean,
 * or begins with a quotation mark, stands in quotation marks, as JSON writes it. Immutable, so safe for use by many threads, each with events of its own.
 */
public final class EntityKey {

    public static final char SEPARATOR = '|';
    public static final char ESCAPE = '\\';

    private final int[] slots;
    private final boolean typed;

    private EntityKey(int[] slots, boolean typed) {
        this.slots = slots;
        this.typed = typed;
    }

    /** @throws IllegalArgumentException if a key field is not part of the projection */
    public static EntityKey of(FeatureGroup group, Projection projection) {
        return new EntityKey(slots(group.key(), projection), group.hasTypedKeys());
    }

    /**
     * Of fields, as a group with this key and texts for keys has it.
     *
     * @throws IllegalArgumentException if a field is not part of the projection
     */
    public static EntityKey of(List<FieldPath> fields, Projection projection) {
        return new EntityKey(slots(fields, projection), false);
    }

    private static int[] slots(List<FieldPath> fields, Projection projection) {
        return fields.stream().mapToInt(projection::slot).toArray();
    }

    /** The key; empty if a field of it is missing or holds something other than text of a bounded length, an integer or a boolean. */
    public Optional<String> read(Fields fields) {
        if (slots.length == 0) {
            return Optional.of(FeatureGroup.ALL_KEY);
        }
        if (slots.length == 1) {
            return part(fields, slots[0]);
        }
        var key = new StringBuilder();
        for (int i = 0; i < slots.length; i++) {
            Optional<String> part = part(fields, slots[i]);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            if (i > 0) {
                key.append(SEPARATOR);
            }
            appendEscaped(part.get(), key);
        }
        return Optional.of(key.toString());
    }

    private Optional<String> part(Fields fields, int slot) {
        if (!fields.isKeyPart(slot)) {
            return Optional.empty();
        }
        var value = (FieldValue.Scalar) fields.get(slot);
        return Optional.of(typed && value instanceof FieldValue.Text ? KeyPart.ofText(value.asText()) : value.asText());
    }

    /**
     * The record key of a feature row: the entity key, and behind it, where the group has that in its record keys, a {@code |}
     * and the start of the window in epoch milliseconds.
     *
     * @param entityKey UTF-8
     */
    public static byte[] toRecordKey(FeatureGroup group, byte[] entityKey, long windowStart) {
        if (group.recordKey() == FeatureGroup.RecordKey.KEY) {
            return entityKey;
        }
        byte[] window = (SEPARATOR + Long.toString(windowStart)).getBytes(StandardCharsets.US_ASCII);
        byte[] recordKey = Arrays.copyOf(entityKey, entityKey.length + window.length);
        System.arraycopy(window, 0, recordKey, entityKey.length, window.length);
        return recordKey;
    }

    /** The entity key in the record key of a feature row. */
    public static String ofRecordKey(FeatureGroup group, byte[] recordKey) {
        String text = new String(recordKey, StandardCharsets.UTF_8);
        int window = group.recordKey() == FeatureGroup.RecordKey.KEY ? -1 : text.lastIndexOf(SEPARATOR);
        return window < 0 ? text : text.substring(0, window);
    }

    private static void appendEscaped(String text, StringBuilder key) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == SEPARATOR || c == ESCAPE) {
                key.append(ESCAPE);
            }
            key.append(c);
        }
    }

    /** The key that is made of these texts, each as {@link #split} has it. */
    public static String join(List<String> texts) {
        if (texts.isEmpty()) {
            return FeatureGroup.ALL_KEY;
        }
        if (texts.size() == 1) {
            return texts.get(0);
        }
        var key = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            if (i > 0) {
                key.append(SEPARATOR);
            }
            appendEscaped(texts.get(i), key);
        }
        return key.toString();
    }

    /**
     * The texts that a key was made of.
     *
     * @param fieldCount how many fields the group's key has
     * @throws IllegalArgumentException if the key can't be one of so many fields
     */
    public static List<String> split(String entityKey, int fieldCount) {
        if (fieldCount == 0) {
            return List.of();
        }
        List<String> texts = fieldCount == 1 ? List.of(entityKey) : unescaped(entityKey);
        if (texts.size() != fieldCount) {
            throw new IllegalArgumentException(
                    "the entity key '" + entityKey + "' has " + texts.size() + " parts, expected " + fieldCount);
        }
        return texts;
    }

    private static List<String> unescaped(String entityKey) {
        var texts = new ArrayList<String>();
        var text = new StringBuilder();
        for (int i = 0; i < entityKey.length(); i++) {
            char c = entityKey.charAt(i);
            if (c == SEPARATOR) {
                texts.add(text.toString());
                text.setLength(0);
            } else if (c != ESCAPE) {
                text.append(c);
            } else if (++i < entityKey.length()) {
                text.append(entityKey.charAt(i));
            } else {
                throw new IllegalArgumentException(
                        "the entity key '" + entityKey + "' ends in the middle of an escape");
            }
        }
        texts.add(text.toString());
        return texts;
    }
}
