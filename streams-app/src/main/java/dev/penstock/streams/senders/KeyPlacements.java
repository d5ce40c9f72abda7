// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.senders;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the keys of a topic are, and whether their senders choose partitions alike. All by murmur2, all by CRC32, or all by
 * another partitioner is fine; a mix splits keys, and with them their rows and sessions. Safe for use by many threads.
 *
 * <p>A mix is one of two things. The same key in two partitions is one at once. Else, where keys are too many to be met
 * twice: some fit murmur2 alone, some CRC32 alone and none neither; or far more fit murmur2 than by chance, and some don't.
 */
public final class KeyPlacements {

    /** So many keys are remembered; then it begins anew. */
    private static final int MOST_KEYS = 4_096;

    private static final int LEAST_KEYS = 64;

    /** A key or two that somebody once sent by hand is no mix. */
    private static final int STRAYS = 2;

    /** In standard deviations; it is looked at again and again. */
    private static final double SIGNIFICANT = 6;

    private final int partitions;
    private final Map<Long, Integer> partitionOf = new HashMap<>();
    private final Map<Partitioner, Integer> keys = new EnumMap<>(Partitioner.class);
    private int fitBoth;
    private int split;
    private boolean mixed;

    /** @param partitions how many the topic has */
    public KeyPlacements(int partitions) {
        this.partitions = partitions;
    }

    /**
     * Takes a record.
     *
     * @param key null for none
     * @return by which partitioner it is where it is; empty where that says nothing: without a key, in a topic of one
     *     partition, or if both put it there
     */
    public synchronized Optional<Partitioner> add(byte[] key, int partition) {
        // librdkafka spreads empty keys as it does records without a key.
        if (key == null || key.length == 0 || partitions < 2 || partition >= partitions) {
            return Optional.empty();
        }
        Optional<Partitioner> by = Partitioner.of(key, partition, partitions);
        note(key, partition, by);
        return by;
    }

    private void note(byte[] key, int partition, Optional<Partitioner> by) {
        if (partitionOf.size() >= MOST_KEYS) {
            partitionOf.clear();
            keys.clear();
            fitBoth = 0;
            split = 0;
        }
        Integer before = partitionOf.putIfAbsent(hash(key), partition);
        if (before != null && before == partition) {
            return;
        }
        if (before != null) {
            split++;
        }
        by.ifPresentOrElse(partitioner -> keys.merge(partitioner, 1, Integer::sum), () -> fitBoth++);
        mixed |= split > 0 || isMixedByNumbers();
    }

    private boolean isMixedByNumbers() {
        int murmur2 = keys(Partitioner.MURMUR2);
        int crc32 = keys(Partitioner.CRC32);
        int other = keys(Partitioner.OTHER);
        int all = fitBoth + murmur2 + crc32 + other;
        if (all < LEAST_KEYS) {
            return false;
        }
        return other <= STRAYS ? murmur2 > STRAYS && crc32 > STRAYS : isMoreThanChance(fitBoth + murmur2, all);
    }

    /**
     * Any other partitioner puts a key where murmur2 would in one of as many cases as there are partitions. The same can't
     * be said of CRC32, which is linear: what is much simpler, such as a remainder, may often come to the same.
     */
    private boolean isMoreThanChance(int fit, int all) {
        double chance = 1.0 / partitions;
        return fit - all * chance > SIGNIFICANT * Math.sqrt(all * chance * (1 - chance));
    }

    private int keys(Partitioner partitioner) {
        return keys.getOrDefault(partitioner, 0);
    }

    /** FNV-1a with 64 bits: of a few thousand keys no two have the same. */
    private static long hash(byte[] key) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : key) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** Whether senders are known not to choose alike; never false again once it is true. */
    public synchronized boolean isMixed() {
        return mixed;
    }

    /** What was found, and what mends it, for who knows that it {@link #isMixed}. */
    public synchronized String advice() {
        String found = keys.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%d by %s",
                        entry.getValue(),
                        entry.getKey().code()))
                .collect(Collectors.joining(", "));
        String twice = split == 0
                ? ""
                : split == 1
                        ? "; 1 key was in two of the partitions looked at"
                        : "; " + split + " keys were in two of the partitions looked at";
        return "of its keys, " + found + twice
                + ". A key that is sent by several has a row in each of its partitions, with a part of its events."
                + " Have all senders choose alike: Java clients use murmur2, those made with librdkafka (Python, Go,"
                + " .NET, PHP and others) CRC32 unless they have partitioner=murmur2_random"
                + (keys(Partitioner.OTHER) == 0
                        ? ""
                        : "; 'other' is a partitioner of the sender's own, a partition that it names, or a record from"
                                + " before the topic had " + partitions + " partitions");
    }
}
