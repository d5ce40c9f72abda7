// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;

import java.nio.charset.StandardCharsets;

/** The headers that tell where a dead letter or late event came from and why; the names are those of Kafka Streams. */
public final class ErrorHeaders {

    /** What all the names begin with. */
    public static final String PREFIX = "__streams.errors.";

    public static final String EXCEPTION = PREFIX + "exception";
    public static final String MESSAGE = PREFIX + "message";
    public static final String STACKTRACE = PREFIX + "stacktrace";
    public static final String TOPIC = PREFIX + "topic";
    public static final String PARTITION = PREFIX + "partition";
    public static final String OFFSET = PREFIX + "offset";

    private ErrorHeaders() {}

    static void addOrigin(Headers headers, RecordMetadata origin) {
        addOrigin(headers, origin.topic(), origin.partition(), origin.offset());
    }

    static void addOrigin(Headers headers, String topic, int partition, long offset) {
        add(headers, TOPIC, topic);
        add(headers, PARTITION, Integer.toString(partition));
        add(headers, OFFSET, Long.toString(offset));
    }

    static void add(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
