// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters;

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

    private LetterHeaders() {}
}
