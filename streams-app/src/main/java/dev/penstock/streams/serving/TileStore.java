// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import dev.penstock.engine.MicroBatch;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads the tiles of one partition of a feature group. Each method fails with an
 * {@link org.apache.kafka.streams.errors.InvalidStateStoreException} if the store is closed meanwhile.
 */
final class TileStore {

    private final GroupTiles group;
    private final WindowStore<byte[], Object> tiles;

    /** What was found of a key. */
    record Found(List<KeyedRow> rows, boolean more, int windows, long lastWindow) {}

    @SuppressWarnings("unchecked") // The store of a group is built by either engine, with these types.
    TileStore(GroupTiles group, StateStore store) {
        this.group = group;
        this.tiles = (WindowStore<byte[], Object>) store;
    }

    Found read(KeyQuery question) {
        return question.merged() ? merged(question) : newestFirst(question);
    }

    private Found newestFirst(KeyQuery question) {
        List<KeyedRow> rows = new ArrayList<>();
        long last = -1;
        try (WindowStoreIterator<Object> found =
                tiles.backwardFetch(question.key(), question.from(), question.to() - 1)) {
            while (found.hasNext() && rows.size() < question.limit()) {
                var next = found.next();
                rows.add(group.row(question.key(), next.key, group.tile(next.value)));
                last = next.key;
            }
            return new Found(rows, found.hasNext(), rows.size(), last);
        }
    }

    /** The row of the newest window of each key that has one. */
    List<NewestResult.Found> newest(NewestQuery question) {
        List<NewestResult.Found> rows = new ArrayList<>();
        for (int place = 0; place < question.keys().size(); place++) {
            byte[] key = question.keys().get(place);
            try (WindowStoreIterator<Object> found = tiles.backwardFetch(key, 0, question.to() - 1)) {
                if (found.hasNext()) {
                    var next = found.next();
                    String row =
                            group.row(key, next.key, group.tile(next.value)).row();
                    rows.add(new NewestResult.Found(place, next.key, row));
                }
            }
        }
        return rows;
    }

    private Found merged(KeyQuery question) {
        byte[] sum = null;
        int windows = 0;
        try (WindowStoreIterator<Object> found = tiles.fetch(question.key(), question.from(), question.to() - 1)) {
            while (found.hasNext()) {
                byte[] tile = group.tile(found.next().value);
                sum = sum == null ? tile : group.merge(sum, tile);
                windows++;
            }
        }
        List<KeyedRow> rows =
                windows == 0 ? List.of() : List.of(group.row(question.key(), question.from(), question.to(), sum));
        return new Found(rows, false, windows, windows == 0 ? -1 : question.from());
    }

    /** When the newest window of a key begins. */
    OptionalLong latest(byte[] key) {
        try (WindowStoreIterator<Object> found = tiles.backwardFetch(key, 0, Long.MAX_VALUE)) {
            return found.hasNext() ? OptionalLong.of(found.next().key) : OptionalLong.empty();
        }
    }

    /**
     * When the newest window of any key begins. The micro-batch engine notes it; otherwise the newest segment of the store
     * is gone through.
     */
    OptionalLong latest(Deadline deadline) {
        if (group.isMicroBatch()) {
            return MicroBatch.latestWindow(tiles);
        }
        long latest = -1;
        try (KeyValueIterator<Windowed<byte[]>, Object> all = tiles.backwardAll()) {
            while (all.hasNext()) {
                long window = all.next().key.window().start();
                if (latest >= 0 && Segment.of(group.group(), window) < Segment.of(group.group(), latest)) {
                    break;
                }
                latest = Math.max(latest, window);
                if (deadline.passed()) {
                    throw Deadline.problem().exception();
                }
            }
        }
        return latest < 0 ? OptionalLong.empty() : OptionalLong.of(latest);
    }

    /** All keys of a window, as far as a scan gets. */
    WindowScan scan(WindowQuery question) {
        return new WindowScan(group, tiles, question);
    }
}
