// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.BadEvent;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

import java.nio.charset.StandardCharsets;

/**
 * Turns what is no event into its dead letter: key, value, headers and timestamp as they came, and behind the headers
 * where it came from and what is wrong with it, under the names that Kafka Streams itself uses.
 */
final class DeadLetters extends ContextualProcessor<byte[], EventRecord, byte[], byte[]> {

    static final String EXCEPTION = "__streams.errors.exception";
    static final String MESSAGE = "__streams.errors.message";
    static final String TOPIC = "__streams.errors.topic";
    static final String PARTITION = "__streams.errors.partition";
    static final String OFFSET = "__streams.errors.offset";

    @Override
    public void process(Record<byte[], EventRecord> record) {
        BadEvent bad = record.value().bad();
        Headers headers = new RecordHeaders(record.headers().toArray());
        add(headers, EXCEPTION, BadEvent.class.getName());
        add(headers, MESSAGE, bad.reason().code() + ": " + bad.detail());
        context().recordMetadata().ifPresent(origin -> addOrigin(headers, origin));
        // A producer takes no negative timestamp; Kafka's "none" is -1.
        long timestamp = Math.max(0, record.value().arrival().recordTimestamp);
        context().forward(new Record<>(record.key(), record.value().raw(), timestamp, headers));
    }

    private static void addOrigin(Headers headers, RecordMetadata origin) {
        add(headers, TOPIC, origin.topic());
        add(headers, PARTITION, Integer.toString(origin.partition()));
        add(headers, OFFSET, Long.toString(origin.offset()));
    }

    private static void add(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
