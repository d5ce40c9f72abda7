// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.store;

import dev.penstock.engine.internal.memory.HeapShare;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Beside a real RocksDB store. */
class WriteBehindStoreTest {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int WINDOWS = 6;
    private static final long ROOM = 1 << 20;

    @TempDir
    Path folder;

    /** What somebody does to a store; the answer in words. */
    private interface Step {
        String on(WindowStore<Bytes, byte[]> store);
    }

    @Property(tries = 150)
    void shouldAnswerAsAStoreThatWritesEachTileAtOnce(
            @ForAll("steps") List<Step> steps, @ForAll("heldBytes") long heldBytes) throws IOException {
        Path place = Files.createTempDirectory("write-behind");
        try (var plain = new Opened(place, store("plain"));
                var behind = new Opened(place, behind(store("behind"), heldBytes))) {
            for (Step step : steps) {
                assertThat(step.on(behind.store)).isEqualTo(step.on(plain.store));
            }
        } finally {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Provide
    Arbitrary<Long> heldBytes() {
        return Arbitraries.of(0L, 400L, 2_000L, ROOM);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Bytes> keys = Arbitraries.integers().between(0, 5).map(number -> key("user-" + number));
        Arbitrary<Long> windows = Arbitraries.integers().between(0, WINDOWS).map(number -> number * WINDOW.toMillis());
        Arbitrary<byte[]> tiles =
                Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(40).map(String::getBytes);
        Arbitrary<Step> puts = Combinators.combine(keys, windows, tiles).as((key, window, tile) -> store -> {
            put(store, key, tile, window);
            return "put";
        });
        Arbitrary<Step> deletions = Combinators.combine(keys, windows).as((key, window) -> store -> {
            put(store, key, null, window);
            return "deleted";
        });
        Arbitrary<Step> look = Combinators.combine(keys, windows)
                .as((key, window) -> store -> "tile " + text(store.fetch(key, window)));
        Arbitrary<Step> ofKey = Combinators.combine(keys, windows, windows, Arbitraries.of(true, false))
                .as((key, from, to, back) -> store ->
                        "of key " + ofKey(back ? store.backwardFetch(key, from, to) : store.fetch(key, from, to)));
        Arbitrary<Step> ofAll = Combinators.combine(windows, windows, Arbitraries.of(true, false))
                .as((from, to, back) ->
                        store -> "of all " + all(back ? store.backwardFetchAll(from, to) : store.fetchAll(from, to)));
        Arbitrary<Step> ofKeys = Combinators.combine(keys, keys, windows, windows)
                .as((first, last, from, to) -> store -> "of keys " + all(store.fetch(first, last, from, to)));
        Arbitrary<Step> all =
                Arbitraries.of((Step) store -> "all " + all(store.all()), store -> "all " + all(store.backwardAll()));
        Arbitrary<Step> commits = Arbitraries.just(store -> {
            store.commit(Map.of());
            return "committed";
        });
        return Arbitraries.frequencyOf(
                        Tuple.of(12, puts),
                        Tuple.of(2, deletions),
                        Tuple.of(5, look),
                        Tuple.of(5, ofKey),
                        Tuple.of(2, ofAll),
                        Tuple.of(2, ofKeys),
                        Tuple.of(1, all),
                        Tuple.of(1, commits))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Test
    void shouldWriteATileOnceHoweverOftenItChanges() {
        var writes = new AtomicInteger();
        try (var opened = new Opened(folder, behind(counting(writes), ROOM))) {
            for (int change = 0; change < 100; change++) {
                put(opened.store, key("user-1"), tile(change), 0);
            }

            assertThat(opened.store.fetch(key("user-1"), 0)).isEqualTo(tile(99));
            opened.store.commit(Map.of());

            // The tile, and the mark of its window.
            assertThat(writes).hasValue(2);
            assertThat(opened.store.fetch(key("user-1"), 0)).isEqualTo(tile(99));
        }
    }

    @Test
    void shouldKeepNoMoreThanItMay() {
        var writes = new AtomicInteger();
        try (var opened = new Opened(folder, behind(counting(writes), 10_000))) {
            putUsers(opened, 1_000);

            assertThat(writes.get()).isBetween(900, 1_000);
            assertHolds(opened, 1_000);
        }
    }

    /** One store takes what it may; ten have a tenth of that each, until nine are closed again. */
    @Test
    void shouldKeepLessWhereManyStoresAreOpen() {
        int users = 1_000;
        int all = 500_000;
        var share = new HeapShare(all);
        var writes = new AtomicInteger();
        try (var one = new Opened(folder, new WriteBehindStore(counting(writes), all, share))) {
            putUsers(one, users);
            assertThat(writes).as("written while it is alone").hasValue(0);

            List<Opened> others = IntStream.range(0, 9)
                    .mapToObj(other -> new Opened(folder, new WriteBehindStore(store("other-" + other), all, share)))
                    .toList();
            others.forEach(other -> putUsers(other, users));
            put(one.store, key("user-0"), tile(0), 0);
            int tileBytes = 160;
            assertThat(users - writes.get()).as("not yet written").isBetween(1, all / 10 / tileBytes);

            others.forEach(other -> {
                assertHolds(other, users);
                other.close();
            });
            int before = writes.get();
            putUsers(one, users);
            assertThat(writes).as("written while it is alone again").hasValue(before);
            assertHolds(one, users);
        }
    }

    private static void putUsers(Opened opened, int users) {
        for (int user = 0; user < users; user++) {
            put(opened.store, key("user-" + user), tile(user), 0);
        }
    }

    private static void assertHolds(Opened opened, int users) {
        for (int user = 0; user < users; user++) {
            assertThat(opened.store.fetch(key("user-" + user), 0)).isEqualTo(tile(user));
        }
    }

    @Test
    void shouldAnswerWhatWasRestoredWhileTheTaskWasAStandby() {
        WindowStore<Bytes, byte[]> rocks = store("tiles");
        try (var opened = new Opened(folder, behind(rocks, ROOM))) {
            put(opened.store, key("user-1"), tile(1), 0);
            opened.store.commit(Map.of());

            // As a restoration does: it does not pass the stores in front.
            rocks.put(key("user-1"), tile(2), 0);
            rocks.put(key("user-2"), tile(3), WINDOW.toMillis());
            rocks.put(StoreTime.markKey(), tile(0), WINDOW.toMillis());

            assertThat(opened.store.fetch(key("user-1"), 0)).isEqualTo(tile(2));
            put(opened.store, key("user-3"), tile(4), 0);
            assertThat(opened.store.fetch(key("user-2"), WINDOW.toMillis())).isEqualTo(tile(3));
        }
    }

    @Test
    void shouldShowEveryReaderAllThatWasPutBeforeItBegan() {
        try (var opened = new Opened(folder, behind(store("tiles"), 20_000))) {
            int users = 200;
            for (int user = 0; user < users; user++) {
                put(opened.store, key("user-" + user), tile(0), 0);
            }
            var seen = Stream.generate(() -> CompletableFuture.runAsync(() -> {
                        for (int look = 0; look < 50; look++) {
                            assertThat(all(opened.store.fetchAll(0, 0))).hasSize(users + 1);
                        }
                    }))
                    .limit(2)
                    .toList();
            for (int change = 1; change <= 20; change++) {
                for (int user = 0; user < users; user++) {
                    put(opened.store, key("user-" + user), tile(change), 0);
                }
            }
            seen.forEach(CompletableFuture::join);

            assertThat(opened.store.fetch(key("user-7"), 0)).isEqualTo(tile(20));
        }
    }

    /** As the engine does: with a mark of each window. */
    private static void put(WindowStore<Bytes, byte[]> store, Bytes key, byte[] tile, long window) {
        if (store.fetch(StoreTime.markKey(), window) == null) {
            store.put(StoreTime.markKey(), tile(0), window);
        }
        store.put(key, tile, window);
    }

    private static Bytes key(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] tile(int number) {
        return ("tile " + number).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] tile) {
        return tile == null ? "none" : new String(tile, StandardCharsets.UTF_8);
    }

    private static List<String> ofKey(WindowStoreIterator<byte[]> tiles) {
        var found = new ArrayList<String>();
        try (tiles) {
            while (tiles.hasNext()) {
                long window = tiles.peekNextKey();
                KeyValue<Long, byte[]> next = tiles.next();
                assertThat(next.key).isEqualTo(window);
                found.add(next.key + " " + text(next.value));
            }
        }
        return found;
    }

    private static List<String> all(KeyValueIterator<Windowed<Bytes>, byte[]> tiles) {
        var found = new ArrayList<String>();
        try (tiles) {
            while (tiles.hasNext()) {
                var next = tiles.next();
                found.add(next.key + " " + text(next.value));
            }
        }
        return found;
    }

    /** One with a heap of its own. */
    private static WriteBehindStore behind(WindowStore<Bytes, byte[]> store, long maxBytes) {
        return new WriteBehindStore(store, maxBytes, new HeapShare(Long.MAX_VALUE));
    }

    private static WindowStore<Bytes, byte[]> store(String name) {
        return Stores.persistentWindowStore(name, WINDOW.multipliedBy(WINDOWS * 2), WINDOW, false)
                .get();
    }

    private static WindowStore<Bytes, byte[]> counting(AtomicInteger puts) {
        return new ForwardingWindowStore(store("tiles")) {
            @Override
            public void put(Bytes key, byte[] tile, long window) {
                puts.incrementAndGet();
                super.put(key, tile, window);
            }
        };
    }

    /** A store in a folder of its own. */
    private static final class Opened implements AutoCloseable {

        private final WindowStore<Bytes, byte[]> store;

        Opened(Path folder, WindowStore<Bytes, byte[]> store) {
            this.store = store;
            var context = new MockProcessorContext<Void, Void>(new Properties(), new TaskId(0, 0), folder.toFile());
            store.init(context.getStateStoreContext(), store);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
