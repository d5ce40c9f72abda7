// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.exchange;

import org.apache.kafka.streams.processor.StreamPartitioner;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tells the second stage how far a partition of the events has come: the greatest event time of all deltas before it; or
 * that it is idle, since nothing came for long. It goes the way of the deltas, behind them, to all partitions that they
 * may go to.
 */
public final class TimeMark {

    /** In front of the partition: no UTF-8, so no entity key. */
    private static final byte MARK = (byte) 0xFF;

    private static final int KEY_BYTES = 1 + Integer.BYTES;

    /** The value of the mark of a partition that is idle. */
    public static final byte[] IDLE = {};

    private TimeMark() {}

    public static byte[] key(int partition) {
        return ByteBuffer.allocate(KEY_BYTES).put(MARK).putInt(partition).array();
    }

    /** @param time in epoch milliseconds */
    public static byte[] value(long time) {
        return ByteBuffer.allocate(Long.BYTES).putLong(time).array();
    }

    public static boolean isKey(byte[] key) {
        return key.length == KEY_BYTES && key[0] == MARK;
    }

    public static boolean isIdle(byte[] value) {
        return value.length == 0;
    }

    public static int partition(byte[] key) {
        return ByteBuffer.wrap(key).getInt(1);
    }

    public static long time(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }

    /** Sends marks to all partitions and deltas where Kafka sends what has a key. */
    public static final class Partitioner implements StreamPartitioner<byte[], byte[]> {
        @Override
        @SuppressWarnings("removal") // Abstract as yet, while the one that Kafka Streams calls falls back to it.
        public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int partitions) {
            return isKey(key)
                    ? Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()))
                    : Optional.empty();
        }
    }
}
