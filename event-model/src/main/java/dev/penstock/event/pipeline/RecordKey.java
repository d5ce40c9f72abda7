// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;

import java.util.Optional;

/** What the record keys of a source are. */
public sealed interface RecordKey {

    /** Whatever they are, and be it none: nobody looks at them. */
    record Unknown() implements RecordKey {}

    /** The value of a field of the event. */
    record OfField(FieldPath field, KeyFormat format) implements RecordKey {

        @Override
        public Optional<FieldPath> input() {
            return Optional.of(field);
        }

        @Override
        public boolean isLookedAt() {
            return format != KeyFormat.ANY;
        }
    }

    /** The field of the event that the key is made of, if that is known. */
    default Optional<FieldPath> input() {
        return Optional.empty();
    }

    /** Whether events of a record key belong together, and what the key is matters. */
    default boolean isLookedAt() {
        return false;
    }

    /** Whether the key is this field's text as Penstock itself writes it, so that the key stands for the field. */
    default boolean isTextOf(FieldPath field) {
        return equals(new OfField(field, KeyFormat.TEXT));
    }
}
