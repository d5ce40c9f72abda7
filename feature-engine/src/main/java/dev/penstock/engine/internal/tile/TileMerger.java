// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.aggregate.StateMerger;
import dev.penstock.aggregate.codec.TileFormatException;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.aggregate.codec.TileWriter;
import dev.penstock.aggregate.codec.TimeSpan;

import java.util.stream.Stream;

/**
 * Merges encoded tiles into encoded tiles. Tiles form a commutative monoid: a row made of them depends on the events alone,
 * not on their order or on how they were spread over tiles. Not thread-safe.
 */
public final class TileMerger {

    private final TileLayout layout;
    private final StateMerger[] columns;
    private final TileReader one = new TileReader();
    private final TileReader other = new TileReader();
    private final TileWriter out = new TileWriter();

    public TileMerger(TileLayout layout) {
        this.layout = layout;
        this.columns = Stream.of(layout.aggregates())
                .map(aggregate -> aggregate.newMerger())
                .toArray(StateMerger[]::new);
    }

    /**
     * Merges a tile with the one that stands in {@code delta} from {@code from} to its end; neither of them is empty.
     *
     * @throws TileFormatException if one of them is of other columns or damaged
     */
    public byte[] merge(byte[] tile, byte[] delta, int from) {
        one.reset(tile, 0, tile.length);
        other.reset(delta, from, delta.length);
        out.reset();
        layout.readHead(one);
        layout.readHead(other);
        layout.writeHead(out);
        TimeSpan.merge(one, other, out);
        for (StateMerger column : columns) {
            column.merge(one, other, out);
        }
        one.end();
        other.end();
        return out.toByteArray();
    }
}
