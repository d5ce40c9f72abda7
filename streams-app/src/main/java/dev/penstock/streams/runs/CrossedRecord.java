// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A record of a source that has come by way of a repartition topic: all is as it was in the source, its place included. What
 * the repartition topic has no room for crosses in a header behind the record's own.
 */
public final class CrossedRecord extends ConsumerRecord<byte[], byte[]> {

    private static final String PLACE_HEADER = "__penstock.place";

    private static final int NO_KEY = -1;

    private static final int IS_ELEMENT = 1;
    private static final int HAS_NO_STREAM_KEY = 2;

    private final byte[] streamKey;
    private final long partitionTime;
    private final long lead;

    private CrossedRecord(
            String topic, byte[] streamKey, byte[] value, Headers own, ByteBuffer place, byte[] key, int partition) {
        super(
                topic,
                partition,
                place.getLong(),
                place.getLong(),
                TimestampType.CREATE_TIME,
                key == null ? NULL_SIZE : key.length,
                value == null ? NULL_SIZE : value.length,
                key,
                value,
                own,
                Optional.empty());
        this.streamKey = streamKey;
        this.partitionTime = place.getLong();
        this.lead = place.getLong();
    }

    /**
     * The key with which a record crosses.
     *
     * @param streamKey null for none: Kafka Streams drops records without a key on the way to a repartition topic, so such
     *     ones have one that spreads them over the partitions
     */
    public static byte[] key(SourceRecord from, byte[] streamKey) {
        return streamKey != null
                ? streamKey
                : ByteBuffer.allocate(Long.BYTES).putLong(from.offset()).array();
    }

    /**
     * The headers with which a record crosses.
     *
     * @param streamKey null for none
     */
    public static Headers headers(SourceRecord from, byte[] streamKey) {
        Headers headers = new RecordHeaders(from.headers().toArray());
        from.element()
                .ifPresent(element -> headers.add(
                        SourceRecord.ELEMENT_HEADER, Integer.toString(element).getBytes(StandardCharsets.UTF_8)));
        byte[] key = from.key();
        int length = key == null ? 0 : key.length;
        ByteBuffer place = ByteBuffer.allocate(1 + 2 * Integer.BYTES + length + 4 * Long.BYTES)
                .put((byte)
                        ((from.element().isPresent() ? IS_ELEMENT : 0) | (streamKey == null ? HAS_NO_STREAM_KEY : 0)))
                .putInt(from.record().partition())
                .putInt(key == null ? NO_KEY : length);
        if (key != null) {
            place.put(key);
        }
        place.putLong(from.offset())
                .putLong(from.recordTimestamp())
                .putLong(from.partitionTime())
                .putLong(from.lead());
        return headers.add(PLACE_HEADER, place.array());
    }

    /**
     * The record as it was before it crossed.
     *
     * @param topic of the source
     * @param crossedKey the key with which it crossed
     * @param crossed the headers with which it crossed
     * @throws IllegalArgumentException if they don't say where it is from
     */
    public static CrossedRecord of(String topic, byte[] crossedKey, byte[] value, Headers crossed) {
        Header[] all = crossed.toArray();
        if (all.length == 0 || !all[all.length - 1].key().equals(PLACE_HEADER)) {
            throw new IllegalArgumentException("a record of a repartition topic does not say where it is from");
        }
        ByteBuffer place = ByteBuffer.wrap(all[all.length - 1].value());
        byte flags = place.get();
        int added = 1 + (flags & IS_ELEMENT);
        byte[] streamKey = (flags & HAS_NO_STREAM_KEY) == 0 ? crossedKey : null;
        int partition = place.getInt();
        int length = place.getInt();
        byte[] key = length == NO_KEY ? null : new byte[length];
        if (key != null) {
            place.get(key);
        }
        Headers own = new RecordHeaders(Arrays.copyOf(all, all.length - added));
        return new CrossedRecord(topic, streamKey, value, own, place, key, partition);
    }

    /** The key by which the record crossed; null if it has none. */
    public byte[] streamKey() {
        return streamKey;
    }

    /** See {@link SourceRecord#partitionTime}. */
    public long partitionTime() {
        return partitionTime;
    }

    /** See {@link SourceRecord#lead}. */
    public long lead() {
        return lead;
    }
}
