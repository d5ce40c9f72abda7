// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.combine;

import dev.penstock.aggregate.codec.TileWriter;
import dev.penstock.aggregate.codec.TimeSpan;
import dev.penstock.aggregate.delta.ColumnPlace;
import dev.penstock.aggregate.delta.DeltaColumn;
import dev.penstock.aggregate.delta.DeltaStates;
import dev.penstock.aggregate.delta.EventFields;
import dev.penstock.engine.internal.delta.DeltaTable;
import dev.penstock.engine.internal.delta.KeyBytes;
import dev.penstock.engine.internal.exchange.Delta;
import dev.penstock.engine.internal.memory.Budget;
import dev.penstock.engine.internal.tile.TileLayout;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.CurrentWindow;
import dev.penstock.event.pipeline.FeatureGroup;

import java.util.ArrayList;
import java.util.List;

/** What one task has gathered for a feature group since its last commit. Not thread-safe. */
final class GroupDeltas {

    private static final int NO_FIELD = -1;

    private final FeatureGroup group;
    private final TileLayout layout;
    private final EventFilters filters;
    private final CurrentWindow eventWindow;

    /** That up to whose start windows are over. */
    private final CurrentWindow firstOpen;

    private final long graceMillis;
    private final DeltaTable table;

    /** In the order of the tile. */
    private final List<DeltaColumn> columns = new ArrayList<>();

    /** Counts are most columns of most groups, so they are added up without a branch: the state, the filter. */
    private final int[] countAt;

    private final int[] countFilter;
    private final DeltaColumn[] others;
    private final int[] otherFilter;

    /** By place, of a block of events. */
    private final long[] windows = new long[EventFields.BLOCK];

    private final int[] prefetched = new int[EventFields.BLOCK];
    private final TileWriter out = new TileWriter();

    GroupDeltas(FeatureGroup group, Projection projection, EventFilters filters, Budget budget) {
        this.group = group;
        this.layout = TileLayout.of(group);
        this.filters = filters;
        this.eventWindow = new CurrentWindow(group.window());
        this.firstOpen = new CurrentWindow(group.window());
        this.graceMillis = group.grace().toMillis();
        int longs = DeltaStates.COLUMNS;
        int objects = 0;
        var counts = new ArrayList<int[]>();
        var rest = new ArrayList<DeltaColumn>();
        var restFilters = new ArrayList<Integer>();
        for (Column.Aggregated each : layout.columns()) {
            DeltaColumn column = each.aggregate().newColumn(place(each, projection, longs, objects));
            int filter = filters.index(each.where());
            columns.add(column);
            longs += column.longs();
            objects += column.objects();
            if (column.isCount()) {
                counts.add(new int[] {column.at(), filter});
            } else if (column.takesEvents()) {
                rest.add(column);
                restFilters.add(filter);
            }
        }
        this.countAt = counts.stream().mapToInt(count -> count[0]).toArray();
        this.countFilter = counts.stream().mapToInt(count -> count[1]).toArray();
        this.others = rest.toArray(DeltaColumn[]::new);
        this.otherFilter = restFilters.stream().mapToInt(Integer::intValue).toArray();
        this.table = new DeltaTable(blank(longs), objects, budget);
    }

    private static ColumnPlace place(Column.Aggregated column, Projection projection, int longs, int objects) {
        int field = column.aggregate().input().map(projection::slot).orElse(NO_FIELD);
        return new ColumnPlace(field, !column.where().conditions().isEmpty(), longs, objects);
    }

    private long[] blank(int longs) {
        var state = new long[longs];
        state[DeltaStates.FIRST_TIME] = Long.MAX_VALUE;
        state[DeltaStates.LAST_TIME] = Long.MIN_VALUE;
        columns.forEach(column -> column.blank(state));
        return state;
    }

    FeatureGroup group() {
        return group;
    }

    /** Looks at an event of a block, which the filters were evaluated for, before {@link #prefetch}. */
    void read(EventFields event, long time) {
        windows[event.place()] = eventWindow.start(time);
        for (int i = 0; i < others.length; i++) {
            if (filters.taken(otherFilter[i], event.place()) != 0) {
                others[i].read(event);
            }
        }
    }

    /** Reads ahead what {@link #add} needs for the events of a block. */
    void prefetch(KeyBytes key, int count) {
        table.prefetch(key.hashes(), windows, prefetched, count);
        for (DeltaColumn column : others) {
            column.prefetch(table, prefetched, count);
        }
    }

    /**
     * Counts an event, unless it is late; whether it was counted.
     *
     * @param event what {@code key} has turned to, and this has looked at
     * @param partitionTime greatest event time on the event's source partition before it; -1 where there was none
     */
    boolean add(EventFields event, KeyBytes key, long time, long partitionTime) {
        long window = windows[event.place()];
        // Whether FeatureGroup.takenUntil has come, without asking for the end of the window.
        if (window < firstOpen.start(partitionTime - graceMillis)) {
            return false;
        }
        int delta = table.find(key, key.bytes(event), window);
        int state = table.longOffset(delta);
        long[] states = table.longs();
        states[state + DeltaStates.EVENTS]++;
        states[state + DeltaStates.FIRST_TIME] = Math.min(states[state + DeltaStates.FIRST_TIME], time);
        states[state + DeltaStates.LAST_TIME] = Math.max(states[state + DeltaStates.LAST_TIME], time);
        for (int i = 0; i < countAt.length; i++) {
            states[state + countAt[i]] += filters.taken(countFilter[i], event.place());
        }
        for (int i = 0; i < others.length; i++) {
            if (filters.taken(otherFilter[i], event.place()) != 0) {
                others[i].add(event, time, table, delta);
            }
        }
        return true;
    }

    /** How many deltas there are. */
    int size() {
        return table.size();
    }

    /**
     * Hands out all deltas and forgets them. They go in the order of their first events: what receives them sees time
     * advance as the events did, however many windows lie between two commits.
     */
    void drain(DeltaReceiver receiver) {
        for (int delta = 0; delta < table.size(); delta++) {
            long lastEventTime = table.longs()[table.longOffset(delta) + DeltaStates.LAST_TIME];
            receiver.receive(table.key(delta), encoded(delta), lastEventTime);
        }
        clear();
    }

    /** Forgets all deltas. */
    void clear() {
        table.clear();
        columns.forEach(DeltaColumn::clear);
    }

    void dropObjects() {
        table.dropObjects();
        columns.forEach(DeltaColumn::drop);
    }

    private byte[] encoded(int delta) {
        long[] states = table.longs();
        int state = table.longOffset(delta);
        out.reset();
        Delta.writeHead(table.window(delta), states[state + DeltaStates.EVENTS], out);
        layout.writeHead(out);
        TimeSpan.write(states[state + DeltaStates.FIRST_TIME], states[state + DeltaStates.LAST_TIME], out);
        for (DeltaColumn column : columns) {
            column.write(table, delta, out);
        }
        return out.toByteArray();
    }
}
