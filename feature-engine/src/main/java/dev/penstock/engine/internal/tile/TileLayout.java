// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.aggregate.Aggregate;
import dev.penstock.aggregate.codec.TileFormatException;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;
import dev.penstock.engine.internal.store.StoreTime;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.FeatureGroup;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.WindowStore;

import java.util.List;
import java.util.Locale;

/**
 * Which columns the tiles of a feature group hold, and their binary form: a version, a check sum of what they are of
 * (the group's key, window and retention, and name, aggregate and filter of each column), the span of the event times,
 * and the state of each column. Ratios have no state, so a ratio may come and go while the tiles stay. Immutable.
 */
public final class TileLayout {

    private static final int VERSION = 1;

    private final String group;
    private final List<Column.Aggregated> columns;
    private final int fingerprint;

    private TileLayout(String group, List<Column.Aggregated> columns, int fingerprint) {
        this.group = group;
        this.columns = columns;
        this.fingerprint = fingerprint;
    }

    public static TileLayout of(FeatureGroup group) {
        List<Column.Aggregated> columns = group.columns().stream()
                .filter(Column.Aggregated.class::isInstance)
                .map(Column.Aggregated.class::cast)
                .toList();
        return new TileLayout(group.name(), columns, Fingerprint.of(group, columns));
    }

    /** Writes what comes before the span of the event times. */
    public void writeHead(TileWriter out) {
        out.single(VERSION);
        out.fixedInt(fingerprint);
    }

    /**
     * Looks at what a store has, whose tiles are all of one group.
     *
     * @param tiles the store of a task that begins
     * @throws TileFormatException if they are those of another group, or of this one as it was before
     */
    public void checkStore(WindowStore<byte[], byte[]> tiles) {
        try (KeyValueIterator<Windowed<byte[]>, byte[]> all = tiles.all()) {
            while (all.hasNext()) {
                KeyValue<Windowed<byte[]>, byte[]> tile = all.next();
                if (!StoreTime.isMark(tile.key.key())) {
                    readHead(new TileReader(tile.value));
                    return;
                }
            }
        }
    }

    /** Passes what {@link #writeHead} writes; fails where a tile has another. */
    void readHead(TileReader in) {
        int version = in.single();
        if (version != VERSION) {
            throw new TileFormatException(
                    "tile of group '" + group + "' has version " + version + ", expected version " + VERSION);
        }
        int found = in.fixedInt();
        if (found != fingerprint) {
            throw new TileFormatException(String.format(
                    Locale.ROOT,
                    "the from, key, key_type, window, rolling, offset, zone, retention, emit or columns of group '%s' changed since the tile was written: it has the fingerprint %08x, expected %08x",
                    group,
                    found,
                    fingerprint));
        }
    }

    /** In the order in which their states stand in a tile. */
    public List<Column.Aggregated> columns() {
        return columns;
    }

    /** Their aggregates, in the same order. */
    Aggregate[] aggregates() {
        return columns.stream().map(Column.Aggregated::aggregate).toArray(Aggregate[]::new);
    }

    /** Where the column of this name stands among the aggregated ones. */
    int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("group '" + group + "' aggregates no column '" + column + "'");
    }
}
