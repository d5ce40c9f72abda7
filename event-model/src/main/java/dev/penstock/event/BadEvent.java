// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import java.util.Locale;

/**
 * A value that is no event, and why.
 *
 * @param detail what was found and what was expected, in a few words
 */
public record BadEvent(Reason reason, String detail) implements JsonResult, EventResult {

    /**
     * Why a value can't be taken as an event, or a field not by those that need it, see {@link UnusableField}; a closed set,
     * so that it can be counted by.
     */
    public enum Reason {
        /** The value as a whole is no JSON text. */
        NOT_JSON,
        /** Doesn't begin with the id of a schema. */
        NO_SCHEMA_ID,
        /** The schema registry has no schema of that id. */
        UNKNOWN_SCHEMA,
        /** The schema is none of events: of another format than the source's, or not of a record. */
        UNUSABLE_SCHEMA,
        /** The bytes are no value of their schema. */
        NOT_OF_ITS_SCHEMA,
        /** Has not the form that {@code unwrap} or {@code each} of the source says. */
        WRONG_SHAPE,
        /** JSON, but no object. */
        NOT_AN_OBJECT,
        /** Bytes that are no UTF-8, or a field with escaped characters that can't be written as UTF-8. */
        BROKEN_UTF8,
        /** Longer than {@link DecodeLimits#maxBytes()}. */
        TOO_LONG,
        /** Nested deeper than {@link DecodeLimits#maxDepth()}. */
        TOO_DEEP,
        /** A field is encrypted with a key that the keyset does not have. */
        KEY_UNKNOWN,
        /** A field that comes encrypted is not, or was changed, or was encrypted for another field or topic. */
        NOT_DECRYPTED,
        /** Not as the source requires it. */
        RULE_VIOLATED,
        /** A field that the pipeline reads is there more than once. */
        DUPLICATE_FIELD,
        /** No value in the field that the source is partitioned by. */
        KEY_MISSING,
        /** A key field holds something other than text, an integer or a boolean. */
        KEY_WRONG_TYPE,
        /** The record key is not what the field that the source is partitioned by says. */
        KEY_MISMATCH,
        /** No value in the timestamp field. */
        TIMESTAMP_MISSING,
        /** The timestamp field holds no time of the declared unit between 1970 and 9999. */
        TIMESTAMP_INVALID,
        /** Decades off, or no time at all, in the declared unit, and a believable time in another one. */
        TIMESTAMP_WRONG_UNIT,
        /** Stamped further ahead of the wall clock than the source allows. */
        TIMESTAMP_IN_FUTURE,
        /** An event with the same id was taken before. */
        DUPLICATE_EVENT,
        /** A column needs a number and the field holds something else. */
        NOT_A_NUMBER,
        /** A number is beyond the bounds of {@link Numbers}, or is NaN or infinite. */
        NUMBER_NOT_FINITE,
        /** An enricher needs a text and the field holds something else. */
        NOT_A_TEXT,
        /** A column or a filter needs a single value and the field holds an object or an array. */
        NOT_A_VALUE,
        /** A text that a key or column keeps is longer than {@link DecodeLimits#maxKeptTextBytes()}. */
        TEXT_TOO_LONG,
        /** What a stream makes of the event is longer than a record may be. */
        RESULT_TOO_LONG,
        /** A model does not take the text of the event, while it takes others. */
        NOT_SCORED,
        /** Processing failed in a way that nobody foresaw. */
        FAILED;

        /** Whether only those that need the field miss the event for this reason, and it is never a dead letter. */
        public boolean isOfFieldAlone() {
            return switch (this) {
                case NOT_A_NUMBER, NUMBER_NOT_FINITE, NOT_A_TEXT, NOT_A_VALUE -> true;
                default -> false;
            };
        }

        /** The reason as headers, metrics and tools spell it: {@code not_json}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
