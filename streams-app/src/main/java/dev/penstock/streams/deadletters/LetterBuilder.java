// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters;

import dev.penstock.streams.runs.SourceRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

import java.nio.charset.StandardCharsets;

/** Makes letters of records that are set aside, and writes their {@link LetterHeaders}. */
public final class LetterBuilder {

    private LetterBuilder() {}

    /** A record as it came, and behind its headers where it came from and why it is set aside. */
    public static Record<byte[], byte[]> letter(SourceRecord sourceRecord, String exception, String message) {
        Headers headers = new RecordHeaders(sourceRecord.headers().toArray());
        add(headers, LetterHeaders.EXCEPTION, exception);
        add(headers, LetterHeaders.MESSAGE, message);
        addElement(headers, sourceRecord);
        addOrigin(headers, sourceRecord);
        // A producer takes no negative timestamp; Kafka's "none" is -1.
        return new Record<>(
                sourceRecord.key(), sourceRecord.value(), Math.max(0, sourceRecord.recordTimestamp()), headers);
    }

    static void addOrigin(Headers headers, SourceRecord sourceRecord) {
        addOrigin(headers, sourceRecord.record().topic(), sourceRecord.record().partition(), sourceRecord.offset());
    }

    static void addOrigin(Headers headers, String topic, int partition, long offset) {
        add(headers, LetterHeaders.TOPIC, topic);
        add(headers, LetterHeaders.PARTITION, Integer.toString(partition));
        add(headers, LetterHeaders.OFFSET, Long.toString(offset));
    }

    static void addElement(Headers headers, SourceRecord sourceRecord) {
        sourceRecord.element().ifPresent(element -> add(headers, LetterHeaders.ELEMENT, Integer.toString(element)));
    }

    public static void add(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
