// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.engine.internal.aggregate.AggregateFunction;
import dev.penstock.engine.internal.aggregate.MergeBuffers;
import dev.penstock.engine.internal.aggregate.TileSlot;
import dev.penstock.engine.internal.codec.TileFormatException;
import dev.penstock.engine.internal.codec.TileReader;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.engine.internal.codec.TimeSpan;

/**
 * Merges encoded tiles into encoded tiles: what {@link Tile#merge} does, without making objects of them. Not
 * thread-safe.
 */
public final class TileMerger {

    private final TileLayout layout;
    private final AggregateFunction[] functions;
    private final TileReader one = new TileReader();
    private final TileReader other = new TileReader();
    private final TileWriter out = new TileWriter();
    private final MergeBuffers buffers = new MergeBuffers();

    public TileMerger(TileLayout layout) {
        this.layout = layout;
        this.functions = layout.slots().stream().map(TileSlot::function).toArray(AggregateFunction[]::new);
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
        for (AggregateFunction function : functions) {
            function.merge(one, other, out, buffers);
        }
        one.end();
        other.end();
        return out.toByteArray();
    }
}
