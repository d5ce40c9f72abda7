// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.tile;

import dev.penstock.aggregate.codec.TileWriter;
import dev.penstock.aggregate.codec.TimeSpan;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;
import dev.penstock.aggregate.delta.DeltaStates;
import dev.penstock.engine.internal.delta.DeltaTable;
import dev.penstock.engine.internal.delta.KeyBytes;
import dev.penstock.engine.internal.memory.Budget;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.Column;

import java.util.ArrayList;
import java.util.List;

/** The tile of no events: the neutral element, which is only ever made to be written in rows. */
public final class EmptyTile {

    /** Instead of the latest event time. */
    static final long NO_EVENT = Long.MIN_VALUE;

    private EmptyTile() {}

    public static byte[] of(TileLayout layout) {
        List<DeltaColumn> columns = new ArrayList<>();
        int longs = DeltaStates.COLUMNS;
        int objects = 0;
        for (Column.Aggregated each : layout.columns()) {
            // As behind a filter that lets nothing through.
            DeltaColumn column = each.aggregate().newColumn(new ColumnPlace(0, true, longs, objects));
            columns.add(column);
            longs += column.longs();
            objects += column.objects();
        }
        var blank = new long[longs];
        columns.forEach(column -> column.blank(blank));
        var table = new DeltaTable(blank, objects, new Budget(1, Long.MAX_VALUE));
        int delta = table.find(new KeyBytes(List.of(), Projection.of(List.of())), new byte[longs], 0);
        var out = new TileWriter();
        layout.writeHead(out);
        TimeSpan.write(Long.MAX_VALUE, Long.MIN_VALUE, out);
        columns.forEach(column -> column.write(table, delta, out));
        return out.toByteArray();
    }
}
