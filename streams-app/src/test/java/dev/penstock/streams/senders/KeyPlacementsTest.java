// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.senders;

import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.function.ToIntFunction;
import java.util.zip.CRC32;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class KeyPlacementsTest {

    private static final int KEYS = 20_000;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 6, 12, 100})
    void shouldFindNothingWrongWhereAllChooseAlike(int partitions) {
        for (int keys : new int[] {1, 2, 10, 40, KEYS}) {
            assertThat(mixed(partitions, keys, key -> murmur2(key, partitions))).isFalse();
            assertThat(mixed(partitions, keys, key -> crc32(key, partitions))).isFalse();
            // No default of any client.
            assertThat(mixed(partitions, keys, key -> Math.floorMod(key.hashCode(), partitions)))
                    .isFalse();
            assertThat(mixed(partitions, keys, key -> Math.floorMod(fnv1a(key), partitions)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 6, 12, 100})
    void shouldSeeDifferentSendersOfKeysThatAreNeverMetTwice(int partitions) {
        assertThat(mixed(partitions, KEYS, key -> isOdd(key) ? murmur2(key, partitions) : crc32(key, partitions)))
                .isTrue();
        assertThat(mixed(
                        partitions,
                        KEYS,
                        key -> isOdd(key) ? murmur2(key, partitions) : Math.floorMod(key.hashCode(), partitions)))
                .isTrue();
    }

    @Test
    void shouldSeeAKeyThatIsInTwoPartitions() {
        var placements = new KeyPlacements(4);
        for (int i = 0; i < 5; i++) {
            String key = "user" + i;
            placements.add(key.getBytes(UTF_8), murmur2(key, 4));
            placements.add(key.getBytes(UTF_8), crc32(key, 4));
        }

        assertThat(placements.isMixed()).isTrue();
        assertThat(placements.advice()).contains(" by murmur2", "by crc32", "partitioner=murmur2_random");
    }

    @Test
    void shouldForgiveAKeyThatSomebodySentByHand() {
        var placements = new KeyPlacements(6);
        for (int i = 0; i < 1_000; i++) {
            String key = "user" + i;
            placements.add(key.getBytes(UTF_8), murmur2(key, 6));
        }
        placements.add("by-hand".getBytes(UTF_8), crc32("by-hand", 6));

        assertThat(placements.isMixed()).isFalse();
    }

    @Test
    void shouldSayNothingOfRecordsWithoutAKeyOrInTheOnlyPartition() {
        var one = new KeyPlacements(1);
        var four = new KeyPlacements(4);
        for (int i = 0; i < 1_000; i++) {
            assertThat(one.add(("user" + i).getBytes(UTF_8), 0)).isEmpty();
            assertThat(four.add(null, i % 4)).isEmpty();
            assertThat(four.add(new byte[0], i % 4)).isEmpty();
        }
        assertThat(one.isMixed()).isFalse();
        assertThat(four.isMixed()).isFalse();
    }

    @Test
    void shouldTellThePartitionerOfARecord() {
        var placements = new KeyPlacements(1_000);
        assertThat(placements.add("ann".getBytes(UTF_8), murmur2("ann", 1_000))).contains(Partitioner.MURMUR2);
        assertThat(placements.add("bob".getBytes(UTF_8), crc32("bob", 1_000))).contains(Partitioner.CRC32);
        assertThat(placements.add("cid".getBytes(UTF_8), (crc32("cid", 1_000) + 1) % 1_000))
                .contains(Partitioner.OTHER);
    }

    private static boolean mixed(int partitions, int keys, ToIntFunction<String> partition) {
        var placements = new KeyPlacements(partitions);
        for (int i = 0; i < KEYS; i++) {
            String key = "user-" + i % keys;
            placements.add(key.getBytes(UTF_8), partition.applyAsInt(key));
        }
        return placements.isMixed();
    }

    private static boolean isOdd(String key) {
        return key.charAt(key.length() - 1) % 2 == 1;
    }

    private static int murmur2(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions;
    }

    private static int crc32(String key, int partitions) {
        var sum = new CRC32();
        sum.update(key.getBytes(UTF_8));
        return (int) (sum.getValue() % partitions);
    }

    private static int fnv1a(String key) {
        int hash = 0x811c9dc5;
        for (byte b : key.getBytes(UTF_8)) {
            hash = (hash ^ b & 0xff) * 0x01000193;
        }
        return hash;
    }
}
