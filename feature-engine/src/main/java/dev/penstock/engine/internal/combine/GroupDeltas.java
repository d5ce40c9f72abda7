// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.combine;

import dev.penstock.engine.internal.aggregate.CountColumn;
import dev.penstock.engine.internal.aggregate.DeltaColumn;
import dev.penstock.engine.internal.aggregate.TileSlot;
import dev.penstock.engine.internal.codec.TileWriter;
import dev.penstock.engine.internal.codec.TimeSpan;
import dev.penstock.engine.internal.delta.DeltaTable;
import dev.penstock.engine.internal.delta.EventFields;
import dev.penstock.engine.internal.delta.KeyBytes;
import dev.penstock.engine.internal.exchange.Delta;
import dev.penstock.engine.internal.memory.Budget;
import dev.penstock.engine.internal.tile.TileLayout;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.FeatureGroup;

import java.util.ArrayList;
import java.util.List;

/** What one task has gathered for a feature group since its last commit. Not thread-safe. */
public final class GroupDeltas {

    /** Takes a delta that is on its way. */
    public interface Receiver {

        /**
         * @param value as {@link Delta} reads it
         * @param lastEventTime in epoch milliseconds
         */
        void receive(byte[] key, byte[] value, long lastEventTime);
    }

    private final FeatureGroup group;
    private final TileLayout layout;
    private final EventFilters filters;
    private final long windowMillis;
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

    private final int[] fetched = new int[EventFields.BLOCK];
    private final TileWriter out = new TileWriter();

    public GroupDeltas(FeatureGroup group, Projection projection, EventFilters filters, Budget budget) {
        this.group = group;
        this.layout = TileLayout.of(group, projection);
        this.filters = filters;
        this.windowMillis = group.window().toMillis();
        this.graceMillis = group.grace().toMillis();
        var space = new DeltaColumn.Space(DeltaTable.COLUMNS, 0);
        var counts = new ArrayList<int[]>();
        var rest = new ArrayList<DeltaColumn>();
        var restFilters = new ArrayList<Integer>();
        for (TileSlot slot : layout.slots()) {
            DeltaColumn column = slot.function().newColumn(slot, space.longs(), space.objects());
            int filter = filters.index(slot.column().where());
            columns.add(column);
            space = column.after();
            if (column instanceof CountColumn) {
                counts.add(new int[] {column.at, filter});
            } else if (column.takesEvents()) {
                rest.add(column);
                restFilters.add(filter);
            }
        }
        this.countAt = counts.stream().mapToInt(count -> count[0]).toArray();
        this.countFilter = counts.stream().mapToInt(count -> count[1]).toArray();
        this.others = rest.toArray(DeltaColumn[]::new);
        this.otherFilter = restFilters.stream().mapToInt(Integer::intValue).toArray();
        this.table = new DeltaTable(blank(space.longs()), space.objects(), budget);
    }

    private long[] blank(int longs) {
        var state = new long[longs];
        state[DeltaTable.FIRST_TIME] = Long.MAX_VALUE;
        state[DeltaTable.LAST_TIME] = Long.MIN_VALUE;
        columns.forEach(column -> column.blank(state));
        return state;
    }

    FeatureGroup group() {
        return group;
    }

    /** Looks at an event of a block, which the filters were evaluated for, before {@link #fetch}. */
    public void read(EventFields event, long time) {
        windows[event.place()] = window(time);
        for (int i = 0; i < others.length; i++) {
            if (filters.taken(otherFilter[i], event.place()) != 0) {
                others[i].read(event);
            }
        }
    }

    /** Reads from memory what {@link #add} needs for the events of a block. */
    public void fetch(KeyBytes key, int count) {
        table.fetch(key.hashes(), windows, fetched, count);
        for (DeltaColumn column : others) {
            column.fetch(table, fetched, count);
        }
    }

    private long window(long time) {
        return time - Math.floorMod(time, windowMillis);
    }

    /**
     * Counts an event, unless it is late; whether it was counted.
     *
     * @param event what {@code key} has turned to, and this has looked at
     * @param partitionTime greatest event time on the event's source partition before it; -1 where there was none
     */
    public boolean add(EventFields event, KeyBytes key, long time, long partitionTime) {
        long window = windows[event.place()];
        if (window + windowMillis + graceMillis <= partitionTime) {
            return false;
        }
        int delta = table.find(key, key.bytes(event), window);
        int state = table.state(delta);
        long[] states = table.states();
        states[state + DeltaTable.EVENTS]++;
        states[state + DeltaTable.FIRST_TIME] = Math.min(states[state + DeltaTable.FIRST_TIME], time);
        states[state + DeltaTable.LAST_TIME] = Math.max(states[state + DeltaTable.LAST_TIME], time);
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
    public void drain(Receiver receiver) {
        for (int delta = 0; delta < table.size(); delta++) {
            long lastEventTime = table.states()[table.state(delta) + DeltaTable.LAST_TIME];
            receiver.receive(table.key(delta), encoded(delta), lastEventTime);
        }
        clear();
    }

    /** Forgets all deltas. */
    void clear() {
        table.clear();
        columns.forEach(DeltaColumn::clear);
    }

    public void dropObjects() {
        table.dropObjects();
        columns.forEach(DeltaColumn::drop);
    }

    private byte[] encoded(int delta) {
        long[] states = table.states();
        int state = table.state(delta);
        out.reset();
        Delta.writeHead(table.window(delta), states[state + DeltaTable.EVENTS], out);
        layout.writeHead(out);
        TimeSpan.write(states[state + DeltaTable.FIRST_TIME], states[state + DeltaTable.LAST_TIME], out);
        for (DeltaColumn column : columns) {
            column.write(table, delta, out);
        }
        return out.toByteArray();
    }
}
