// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.FeatureGroup;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What can be asked of encoded tiles of a group, for one thread. */
public final class TileReading {

    private final TileLayout layout;
    private final TileMerger merger;
    private final TileRows rows;
    private final List<String> columns;
    private final TileReader in = new TileReader();

    public TileReading(FeatureGroup group) {
        this.layout = TileLayout.of(group);
        this.merger = new TileMerger(layout);
        this.rows = new TileRows(group, layout, false);
        this.columns = group.columns().stream().map(Column::name).toList();
    }

    public void check(byte[] tile) {
        in.reset(tile, 0, tile.length);
        layout.readHead(in);
    }

    public byte[] merge(byte[] one, byte[] other) {
        return merger.merge(one, other, 0);
    }

    public byte[] row(byte[] entityKey, long start, long end, byte[] tile) {
        return rows.json(entityKey, start, end, tile, 0);
    }

    public Optional<BigDecimal> number(String column, byte[] tile) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("there is no column '" + column + "'");
        }
        return rows.number(index, tile);
    }

    public long lastEventTime(byte[] tile) {
        return rows.lastEventTime(tile);
    }
}
