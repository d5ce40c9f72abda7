// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.FeatureGroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the entity key of an event: the text of the key field as it is; with several fields their texts joined by
 * {@code |}, where a {@code |} or {@code \} inside of a text has a {@code \} before it; {@code all} for a group without
 * key fields. Immutable, so safe for use by many threads, each with events of its own.
 */
public final class EntityKey {

    static final char SEPARATOR = '|';
    static final char ESCAPE = '\\';

    private final int[] slots;

    private EntityKey(int[] slots) {
        this.slots = slots;
    }

    /** @throws IllegalArgumentException if a key field is not part of the projection */
    public static EntityKey of(FeatureGroup group, Projection projection) {
        return new EntityKey(group.key().stream().mapToInt(projection::slot).toArray());
    }

    /** The key; empty if a field of it is missing or holds something other than text of a bounded length, an integer or a boolean. */
    public Optional<String> read(Fields fields) {
        if (slots.length == 0) {
            return Optional.of(FeatureGroup.ALL_KEY);
        }
        if (slots.length == 1) {
            return part(fields, slots[0]).map(FieldValue.Scalar::asText);
        }
        var key = new StringBuilder();
        for (int i = 0; i < slots.length; i++) {
            Optional<FieldValue.Scalar> part = part(fields, slots[i]);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            if (i > 0) {
                key.append(SEPARATOR);
            }
            appendEscaped(part.get().asText(), key);
        }
        return Optional.of(key.toString());
    }

    private static Optional<FieldValue.Scalar> part(Fields fields, int slot) {
        return fields.isKeyPart(slot) ? Optional.of((FieldValue.Scalar) fields.get(slot)) : Optional.empty();
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
