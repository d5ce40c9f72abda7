// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A topic of events.
 *
 * @param name how the pipeline file calls it
 * @param format how the values of its records are written
 * @param key what the record key is
 * @param timestamp where it is said when an event happened
 * @param maxFuture how far ahead of the wall clock an event may claim to have happened
 * @param unwrap where in a value its event lies
 * @param each the list of which each element makes an event of its own
 * @param numbers what counts as a number where one is needed
 * @param rules what every event has to hold
 * @param schema of all records; empty where each names its own, or has none
 * @param decrypt fields that come encrypted, and are in clear from then on
 * @param dedup by what events that came before are known; empty where nobody looks
 */
public record Source(
        String name,
        String topic,
        Format format,
        Unwrap unwrap,
        Optional<FieldPath> each,
        RecordKey key,
        Timestamp timestamp,
        Duration maxFuture,
        NumberRule numbers,
        Optional<DeclaredSchema> schema,
        List<Rule> rules,
        Optional<Dedup> dedup,
        Optional<Protection> decrypt) {

    public Source {
        rules = List.copyOf(rules);
    }

    public static final Duration DEFAULT_MAX_FUTURE = Duration.ofMinutes(30);

    /** What follows a source's topic in the name of its dead-letter topic. */
    public static final String DEAD_LETTER_SUFFIX = "-dlq";

    /** How values are written. */
    public enum Format {
        /** A JSON object. */
        JSON,
        /** A record of Avro, with the id of its schema in a schema registry in front. */
        AVRO,
        /** A message of Protobuf, with the id of its schema in a schema registry in front. */
        PROTOBUF,
        /** A JSON object with the id of its schema in a schema registry in front. */
        JSON_SCHEMA;

        /**
         * What registries call schemas of the format.
         *
         * @throws IllegalStateException if it has none
         */
        public String schemaType() {
            return switch (this) {
                case AVRO, PROTOBUF -> name();
                case JSON_SCHEMA -> "JSON";
                case JSON -> throw new IllegalStateException("JSON has no schema");
            };
        }
    }

    /** What counts as a number where one is needed. */
    public enum NumberRule {
        /** A JSON number. */
        STRICT,
        /** Also a text that holds a number, such as {@code "12.50"}. */
        LENIENT
    }

    /** How a timestamp is written; numbers as such or as text. */
    public enum Unit {
        /** Seconds since the epoch, a number; a fraction is kept to the millisecond. */
        SECONDS,
        /** Milliseconds since the epoch, a number. */
        MILLIS,
        /** Microseconds since the epoch, a number. */
        MICROS,
        /** Nanoseconds since the epoch, a number. */
        NANOS,
        /** Text such as {@code 2015-05-17T10:05:03Z} or {@code 2015-05-17 12:05:03.250+02:00}. */
        ISO8601,
        /** Any of these, told apart by what is there. */
        AUTO
    }

    /** Whether a text that holds a number is a number where one is needed. */
    public boolean hasLenientNumbers() {
        return numbers == NumberRule.LENIENT;
    }

    /** Whether a field comes encrypted, by itself or as a part of another. Then nobody may be told its value. */
    public boolean decrypts(FieldPath field) {
        return decrypt.isPresent() && decrypt.get().touches(field);
    }

    /** Where the ids are kept that were seen, if they are. */
    public String idStore() {
        return name + ".ids";
    }

    /** Where what can't be read goes: {@code <topic>-dlq}. */
    public String deadLetterTopic() {
        return topic + DEAD_LETTER_SUFFIX;
    }
}
