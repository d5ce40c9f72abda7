// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.senders;

import org.apache.kafka.common.utils.Utils;

import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/** How a sender chooses the partition of a key, as far as that is to be seen. */
public enum Partitioner {
    /** Kafka's own, the default of Java clients; librdkafka calls it {@code murmur2} and {@code murmur2_random}. */
    MURMUR2,
    /** The default of librdkafka, and of what is made with it: {@code consistent_random} and {@code consistent}. */
    CRC32,
    /** Any other, or a partition that was named. */
    OTHER;

    /**
     * By which of these a key comes to a partition; empty where that says nothing, since both put it there.
     *
     * @param partitions how many there are
     */
    static Optional<Partitioner> of(byte[] key, int partition, int partitions) {
        boolean murmur2 = Utils.toPositive(Utils.murmur2(key)) % partitions == partition;
        boolean crc32 = crc32(key) % partitions == partition;
        if (murmur2 && crc32) {
            return Optional.empty();
        }
        return Optional.of(murmur2 ? MURMUR2 : crc32 ? CRC32 : OTHER);
    }

    private static long crc32(byte[] key) {
        var sum = new CRC32();
        sum.update(key);
        return sum.getValue();
    }

    /** As metrics and messages spell it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
