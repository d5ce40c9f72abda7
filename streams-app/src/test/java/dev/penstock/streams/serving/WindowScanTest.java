// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import dev.penstock.engine.EventTiles;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** Scans of a real RocksDB window store, against what was put there. */
class WindowScanTest {

    private static final long MINUTE = 60_000;
    private static final long TIME = 1_700_000_040_000L;
    private static final int WINDOWS = 40;
    private static final byte[] NO_KEY = {};

    /** Keys that begin with each other, some with bytes as small as those of the times behind them. */
    private static final List<String> KEYS = List.of(
            "",
            "\u0000",
            "\u0000\u0000",
            "a",
            "a\u0000",
            "a\u0000\u0000",
            "a\u0000b",
            "a\u0001",
            "aa",
            "aaa",
            "b",
            "ab\u0000\u0001",
            "ü",
            "z");

    @TempDir
    Path folder;

    private final Pipeline pipeline = PipelineReader.read("p.yaml", """
            sources: {clicks: {topic: clicks, partitioned_by: user, timestamp: {field: at, unit: millis}}}
            features: {users: {from: clicks, key: user, window: 1m, to: users, columns: {n: {count: events}, v: {sum: value}}}}
            """);
    private final FeatureGroup group = pipeline.features().get(0);
    private final GroupTiles tiles = new GroupTiles(pipeline, group);
    private final EventDecoder decoder =
            new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT);
    private final EventTiles eventTiles = EventTiles.of(group, decoder.projection());
    private final Random random = new Random(17);
    private TopologyTestDriver driver;
    private WindowStore<byte[], Object> store;

    @BeforeEach
    @SuppressWarnings("unchecked") // As the reader takes it: the values are whatever the engine put there.
    void open() {
        var builder = new StreamsBuilder();
        builder.addStateStore(Stores.windowStoreBuilder(
                Stores.persistentWindowStore(
                        "users", group.retention(), group.window().longest(), false),
                Serdes.ByteArray(),
                Serdes.ByteArray()));
        builder.<byte[], byte[]>stream("clicks").process(Ignoring::new, "users");
        var config = new Properties();
        config.put("application.id", "scan");
        config.put("bootstrap.servers", "nowhere:1");
        config.put("state.dir", folder.toString());
        config.put("default.key.serde", Serdes.ByteArray().getClass());
        config.put("default.value.serde", Serdes.ByteArray().getClass());
        driver = new TopologyTestDriver(builder.build(), config);
        store = (WindowStore<byte[], Object>) (WindowStore<?, ?>) driver.<byte[], byte[]>getWindowStore("users");
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldFindTheKeysOfAWindowPageByPageWhateverElseThereIs() {
        for (int window = 0; window < WINDOWS; window++) {
            Set<String> expected = new HashSet<>();
            for (String key : KEYS) {
                if (random.nextInt(3) > 0) {
                    put(key, TIME + window * MINUTE, 1);
                    expected.add(key);
                }
            }
            for (int limit : List.of(1, 3, 100)) {
                assertThat(pages(TIME + window * MINUTE, limit)).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
        // Once more, with later windows beside them.
        assertThat(pages(TIME, 2)).doesNotHaveDuplicates().isNotEmpty();
    }

    private List<String> pages(long window, int limit) {
        List<String> keys = new ArrayList<>();
        var question = new WindowQuery("users", window, limit, false, NO_KEY, "");
        while (true) {
            var found = new WindowScan(tiles, store, question).first(soon());
            found.rows().forEach(row -> keys.add(new String(row.key(), StandardCharsets.UTF_8)));
            assertThat(found.rows()).hasSizeLessThanOrEqualTo(limit);
            if (found.complete()) {
                return keys;
            }
            question = new WindowQuery("users", window, limit, true, found.reached(), "");
        }
    }

    @Test
    void shouldComeToTheSamePageByPageWithoutAnyTime() {
        KEYS.forEach(key -> put(key, TIME, 1));
        List<String> keys = new ArrayList<>();
        var over = Deadline.in(Duration.ZERO);
        var question = new WindowQuery("users", TIME, 100, false, NO_KEY, "");
        var found = new WindowScan(tiles, store, question).first(over);
        while (!found.complete()) {
            found.rows().forEach(row -> keys.add(new String(row.key(), StandardCharsets.UTF_8)));
            found = new WindowScan(tiles, store, new WindowQuery("users", TIME, 100, true, found.reached(), ""))
                    .first(over);
        }
        found.rows().forEach(row -> keys.add(new String(row.key(), StandardCharsets.UTF_8)));

        assertThat(keys).containsExactlyInAnyOrderElementsOf(KEYS);
    }

    @Test
    void shouldFindTheGreatestValues() {
        for (int i = 0; i < KEYS.size(); i++) {
            put(KEYS.get(i), TIME, i);
            put(KEYS.get(i), TIME + MINUTE, 100);
        }

        var found = new WindowScan(tiles, store, new WindowQuery("users", TIME, 3, false, NO_KEY, "v")).top(soon());

        assertThat(found.rows())
                .extracting(KeyedRow::rank)
                .map(BigDecimal::intValue)
                .containsExactlyInAnyOrder(KEYS.size() - 1, KEYS.size() - 2, KEYS.size() - 3);
    }

    private static final class Ignoring extends ContextualProcessor<byte[], byte[], Void, Void> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            // The store is filled from outside.
        }
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(5));
    }

    private void put(String key, long window, int value) {
        String event = "{\"user\":\"u\",\"at\":%d,\"value\":%d}".formatted(window + 1, value);
        byte[] tile = eventTiles.tile((Event) decoder.decode(event.getBytes(StandardCharsets.UTF_8)));
        store.put(key.getBytes(StandardCharsets.UTF_8), tile, window);
    }
}
