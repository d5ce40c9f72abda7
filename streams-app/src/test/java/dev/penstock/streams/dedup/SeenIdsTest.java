// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.dedup;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class SeenIdsTest {

    private static final long WITHIN = 60_000;
    private static final long START = 1_700_000_000_000L;

    @TempDir
    private Path folder;

    private WindowStore<byte[], byte[]> store;

    private record Taken(long time, long offset) {}

    @BeforeEach
    void open() {
        Duration within = Duration.ofMillis(WITHIN);
        store = Stores.windowStoreBuilder(
                        Stores.persistentWindowStore("ids", within.multipliedBy(2), within, false),
                        Serdes.ByteArray(),
                        Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
        var context = new MockProcessorContext<Void, Void>(new Properties(), new TaskId(0, 0), folder.toFile());
        store.init(context.getStateStoreContext(), store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static byte[] id(long number) {
        return Long.toString(number).getBytes(StandardCharsets.UTF_8);
    }

    /** Beside a map that remembers all, with a task that is made anew now and then. */
    @Test
    void shouldKnowWhatWasTakenWithinTheTime() {
        var random = new Random(1);
        Map<Long, Taken> truth = new HashMap<>();
        var ids = new SeenIds(store, WITHIN);
        long time = START;
        int found = 0;
        for (long offset = 0; offset < 60_000; offset++) {
            time += random.nextInt(10_000) == 0 ? random.nextLong(3 * WITHIN) : random.nextInt(30);
            if (random.nextInt(5_000) == 0) {
                ids = new SeenIds(store, WITHIN);
            }
            long id = random.nextInt(6_000);
            Taken before = truth.get(id);
            boolean isKnown = before != null && time - before.time <= WITHIN;

            assertThat(ids.remember(id(id), time, offset)).isEqualTo(isKnown ? before.offset : -1);
            if (isKnown) {
                found++;
            } else {
                truth.put(id, new Taken(time, offset));
            }
        }
        assertThat(found).isBetween(10_000, 50_000);
    }

    /** Without exactly-once the ids may be known of events whose offsets were not committed. */
    @Test
    void shouldTakeWhatIsReadAgainAfterAFailure() {
        var before = new SeenIds(store, WITHIN);
        for (int offset = 0; offset < 100; offset++) {
            before.remember(id(offset), START + offset * WITHIN / 10, offset);
        }

        var after = new SeenIds(store, WITHIN);
        for (int offset = 10; offset < 100; offset++) {
            assertThat(after.remember(id(offset), START + offset * WITHIN / 10, offset))
                    .isNegative();
        }
        assertThat(after.remember(id(99), START + 10 * WITHIN, 100)).isEqualTo(99);
    }
}
