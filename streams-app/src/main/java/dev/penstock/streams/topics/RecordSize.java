// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topics;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * How many bytes a record takes as the only one of a batch, which is what it comes down to when a broker refuses a
 * larger batch and the producer splits it. {@link MemoryRecords} is no public API of Kafka, and this class alone touches
 * it.
 */
public final class RecordSize {

    /** What stands in front of the records of a batch, and what a record has around key, value and headers at most. */
    private static final int FRAME_BYTES = 61 + 21 + 3 * 5;

    /** Two lengths. */
    private static final int HEADER_FRAME_BYTES = 2 * 5;

    /** Around what doesn't compress, beside some bytes for each block of it. */
    private static final int MOST_COMPRESSION_FRAME_BYTES = 64;

    private RecordSize() {}

    /** The most that it takes without compression. */
    public static long most(byte[] key, byte[] value, Headers headers) {
        long size = FRAME_BYTES + (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
        // An iterator takes a while even where there is nothing to go through.
        for (Header header : headers.toArray()) {
            size += HEADER_FRAME_BYTES + of(header);
        }
        return size;
    }

    public static long most(ProducerRecord<byte[], byte[]> record) {
        return most(record.key(), record.value(), record.headers());
    }

    /** Name and value. */
    public static long of(Header header) {
        return Utils.utf8Length(header.key()) + (header.value() == null ? 0 : header.value().length);
    }

    /** The most bytes that take no more than this many when they are compressed, even if they don't compress at all. */
    public static long surelyWithin(long compressed) {
        long bytes = Math.max(0, compressed - MOST_COMPRESSION_FRAME_BYTES);
        return bytes - bytes / 1000;
    }

    /**
     * What it really takes.
     *
     * @param compression by Kafka's name; {@code none}, too
     */
    public static long compressed(byte[] key, byte[] value, Headers headers, String compression) {
        var record = new SimpleRecord(0, key, value, headers.toArray());
        return MemoryRecords.withRecords(Compression.of(compression).build(), record)
                .sizeInBytes();
    }
}
