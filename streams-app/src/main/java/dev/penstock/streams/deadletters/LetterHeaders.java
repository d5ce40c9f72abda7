// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters;

import dev.penstock.streams.runs.SourceRecord;

/**
 * The headers that say what is wrong with a record that was set aside, and where it came from: the names that Kafka
 * Streams itself uses. They stand behind the record's own headers, {@link #EXCEPTION} first. All values are UTF-8 text.
 */
public final class LetterHeaders {

    /** Name of the class that tells the fault. */
    public static final String EXCEPTION = "__streams.errors.exception";

    /** The reason's code, a colon, and details. */
    public static final String MESSAGE = "__streams.errors.message";

    /** Stack trace of an exception that nobody foresaw; elsewhere missing. */
    public static final String STACK_TRACE = "__streams.errors.stacktrace";

    /** Topic that the record was read from. */
    public static final String TOPIC = "__streams.errors.topic";

    /** Partition that the record was read from, in digits. */
    public static final String PARTITION = "__streams.errors.partition";

    /** The record's offset in that partition, in digits. */
    public static final String OFFSET = "__streams.errors.offset";

    /**
     * Which one of the events in the record it is that was set aside, counted from 0 and in digits; there if it is not the
     * record as a whole. A record that is sent back keeps it.
     */
    public static final String ELEMENT = SourceRecord.ELEMENT_HEADER;

    /** The id of the application that set the record aside. */
    public static final String APPLICATION = "__penstock.application.id";

    /** How many bytes the record's value had, in digits; there if the letter's value is the beginning of it only. */
    public static final String VALUE_SIZE = "__penstock.errors.value.size";

    /** How many bytes the record's key had, in digits; there if the letter's key is the beginning of it only. */
    public static final String KEY_SIZE = "__penstock.errors.key.size";

    /** How many bytes the record's own headers took, names and values, in digits; there if the letter lacks them. */
    public static final String HEADERS_SIZE = "__penstock.errors.headers.size";

    /**
     * The record's key, with the value null if it had none; there if the letter has another because its topic is
     * compacted, where letters of one key would take each other's place.
     */
    public static final String KEY = "__penstock.errors.key";

    /**
     * The timestamp that a record would have, in epoch milliseconds and digits; there if it has another because the topic
     * would not take it or not keep it. Records that are no letters have it, too.
     */
    public static final String TIMESTAMP = "__penstock.timestamp";

    private LetterHeaders() {}
}
