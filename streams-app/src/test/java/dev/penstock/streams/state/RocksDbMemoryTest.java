// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.state;

import dev.penstock.streams.state.RocksDbMemory.Count;
import dev.penstock.streams.state.RocksDbMemory.Usage;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

class RocksDbMemoryTest {

    private static final long BYTES = 16 << 20;

    @TempDir
    Path folder;

    @Test
    void shouldShareOneBoundedCacheAmongAllStores() {
        try (var memory = new RocksDbMemory(BYTES);
                var stores = stores("shared", memory)) {
            put(stores, "a");
            put(stores, "b");

            assertThat(gauge(stores, "block-cache-capacity")).containsExactly(BYTES);
            // One value for both stores: what one takes of it, the other sees taken.
            assertThat(gauge(stores, "block-cache-usage")).hasSize(1);
        }
    }

    @Test
    void shouldChargeWriteBuffersToTheCache() {
        try (var memory = new RocksDbMemory(BYTES);
                var stores = stores("charged", memory)) {
            long before = memory.usage().used();

            put(stores, "a");

            assertThat(memory.usage().used()).isGreaterThan(before);
            assertThat(memory.usage().pinned())
                    .isPositive()
                    .isLessThanOrEqualTo(memory.usage().used());
        }
    }

    @Test
    void shouldCountWhatAllStoresDo() {
        try (var memory = new RocksDbMemory(BYTES)) {
            // A store that is closed leaves nothing in memory.
            try (var one = stores("one", memory)) {
                put(one, "a");
            }
            long first = memory.count(Count.FLUSHED_BYTES);
            try (var other = stores("other", memory)) {
                put(other, "b");
            }

            assertThat(first).isPositive();
            assertThat(memory.count(Count.FLUSHED_BYTES)).isGreaterThan(first);
            assertThat(memory.count(Count.STALL_MICROS)).isZero();
        }
    }

    @Test
    void shouldAnswerAlsoWhenItIsClosed() {
        var memory = new RocksDbMemory(BYTES);
        memory.close();

        assertThat(memory.usage()).isEqualTo(new Usage(0, 0, BYTES));
        assertThat(memory.count(Count.CACHE_HITS)).isZero();
    }

    @Test
    void shouldKeepIndexAndFilterBlocksInTheCache() throws IOException {
        try (var memory = new RocksDbMemory(BYTES);
                var stores = stores("options", memory)) {
            put(stores, "a");

            assertThat(options("options"))
                    .contains("cache_index_and_filter_blocks=true")
                    .contains("cache_index_and_filter_blocks_with_high_priority=true")
                    .contains("pin_top_level_index_and_filter=true");
        }
    }

    @Test
    void shouldOutliveTheStores() {
        try (var memory = new RocksDbMemory(BYTES)) {
            try (var first = stores("first", memory)) {
                put(first, "a");
            }

            try (var second = stores("second", memory)) {
                put(second, "a");
                assertThat(gauge(second, "block-cache-capacity")).containsExactly(BYTES);
            }
        }
    }

    @Test
    void shouldNotBeSharedByInstances() {
        try (var one = new RocksDbMemory(BYTES);
                var other = new RocksDbMemory(2 * BYTES);
                var ofOne = stores("one", one);
                var ofOther = stores("other", other)) {
            assertThat(gauge(ofOne, "block-cache-capacity")).containsExactly(BYTES);
            assertThat(gauge(ofOther, "block-cache-capacity")).containsExactly(2 * BYTES);
        }
    }

    private TopologyTestDriver stores(String application, RocksDbMemory memory) {
        var builder = new StreamsBuilder();
        for (String name : new String[] {"a", "b"}) {
            builder.table(
                    name,
                    Consumed.with(Serdes.String(), Serdes.String()),
                    Materialized.as(Stores.persistentKeyValueStore(name)));
        }
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemorySetter.class);
        config.put(RocksDbMemory.CONFIG, memory);
        return new TopologyTestDriver(builder.build(), config);
    }

    private static void put(TopologyTestDriver stores, String store) {
        var topic = stores.createInputTopic(store, new StringSerializer(), new StringSerializer());
        for (int i = 0; i < 2_000; i++) {
            topic.pipeInput("key-" + i, "x".repeat(1_000));
        }
    }

    /** The different values that the stores tell. */
    private static Set<Long> gauge(TopologyTestDriver stores, String name) {
        return stores.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .map(metric -> ((Number) metric.getValue().metricValue()).longValue())
                .collect(toSet());
    }

    /** What RocksDB itself says it runs with. */
    private String options(String application) throws IOException {
        try (var files = Files.walk(folder.resolve(application))) {
            Path file = files.filter(path -> path.getFileName().toString().startsWith("OPTIONS-"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(file);
        }
    }
}
