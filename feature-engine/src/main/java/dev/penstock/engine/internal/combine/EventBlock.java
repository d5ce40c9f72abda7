// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.combine;

import dev.penstock.aggregate.delta.EventFields;
import dev.penstock.engine.internal.delta.KeyBytes;
import dev.penstock.engine.internal.memory.Budget;
import dev.penstock.engine.spi.EventView;
import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.FeatureGroup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds events into the deltas of all groups that read them, block by block. This alone knows the order in which that has to
 * be done: all events of a block are looked at, then what they need is read from memory for all of them at a time, and
 * then they are added one by one. Not thread-safe.
 *
 * @param <V> the events
 */
public final class EventBlock<V> {

    /** Is told what became of each event in each group. */
    public interface Outcome<V> {

        void onAdded(int group);

        void onLate(int group, V event);

        void onKeyMissing(int group);
    }

    /** What keys are made of, which groups may have in common. */
    private record KeyFields(List<FieldPath> fields, boolean typed) {

        static KeyFields of(FeatureGroup group) {
            return new KeyFields(group.key(), group.hasTypedKeys());
        }
    }

    private static final long NO_TIME = -1;

    private final EventView<V> view;
    private final Outcome<V> outcome;
    private final EventFields.Scratch scratch;
    private final EventFilters filters;
    private final KeyBytes[] keys;
    private final boolean[] hasKey;
    private final GroupDeltas[] groups;

    /** By group: which of the keys it has. */
    private final int[] keyOf;

    private long latestTime = NO_TIME;

    /**
     * @param projection of the events that {@code view} shows
     * @param groups are known by their index from here on
     * @param budget for the deltas of all groups
     */
    public EventBlock(
            EventView<V> view, Projection projection, List<FeatureGroup> groups, Budget budget, Outcome<V> outcome) {
        this.view = view;
        this.outcome = outcome;
        this.scratch = new EventFields.Scratch(projection.size());
        this.filters = new EventFilters(projection);
        Map<KeyFields, Integer> keyIndexes = new LinkedHashMap<>();
        this.groups = new GroupDeltas[groups.size()];
        this.keyOf = new int[groups.size()];
        for (int i = 0; i < groups.size(); i++) {
            FeatureGroup group = groups.get(i);
            this.keyOf[i] = keyIndexes.computeIfAbsent(KeyFields.of(group), fields -> keyIndexes.size());
            this.groups[i] = new GroupDeltas(group, projection, filters, budget);
        }
        this.keys = keyIndexes.keySet().stream()
                .map(key -> new KeyBytes(key.fields, key.typed, projection))
                .toArray(KeyBytes[]::new);
        this.hasKey = new boolean[keys.length];
    }

    /** Folds events, which may be more or fewer than fit a block. */
    public void fold(List<V> events) {
        var fields = new EventFields(scratch);
        for (int from = 0; from < events.size(); from += EventFields.BLOCK) {
            fold(events, from, Math.min(from + EventFields.BLOCK, events.size()), fields);
        }
    }

    private void fold(List<V> events, int from, int to, EventFields fields) {
        for (int i = from; i < to; i++) {
            look(events.get(i), i - from, fields);
        }
        for (int group = 0; group < groups.length; group++) {
            groups[group].prefetch(keys[keyOf[group]], to - from);
        }
        for (int i = from; i < to; i++) {
            add(events.get(i), i - from, fields);
        }
    }

    private void look(V event, int place, EventFields fields) {
        Fields newFields = view.fields(event);
        fields.load(newFields, place);
        filters.evaluate(newFields, place);
        for (KeyBytes key : keys) {
            key.read(fields);
        }
        long time = view.timestamp(event);
        for (GroupDeltas group : groups) {
            group.read(fields, time);
        }
    }

    private void add(V event, int place, EventFields fields) {
        fields.load(view.fields(event), place);
        for (int i = 0; i < keys.length; i++) {
            hasKey[i] = keys[i].turnTo(fields);
        }
        long time = view.timestamp(event);
        long partitionTime = view.partitionTime(event);
        long lead = view.lead(event);
        latestTime = Math.max(latestTime, lead > 0 ? partitionTime : Math.max(time, partitionTime));
        for (int i = 0; i < groups.length; i++) {
            int key = keyOf[i];
            if (!hasKey[key]) {
                outcome.onKeyMissing(i);
            } else if ((lead == 0 || !groups[i].group().isTooFarAhead(time, lead, partitionTime))
                    && groups[i].add(fields, keys[key], time, partitionTime)) {
                outcome.onAdded(i);
            } else {
                outcome.onLate(i, event);
            }
        }
    }

    /** Whether an event was folded since {@link #forgetTime}. */
    boolean hasTime() {
        return latestTime != NO_TIME;
    }

    /** How far the partition of the events has come, in epoch milliseconds; of no meaning unless {@link #hasTime}. */
    long latestTime() {
        return latestTime;
    }

    void forgetTime() {
        latestTime = NO_TIME;
    }

    /** How many deltas there are of a group. */
    public int size(int group) {
        return groups[group].size();
    }

    /**
     * Hands out all deltas of a group and forgets them. They go in the order of their first events: what receives them
     * sees time advance as the events did, however many windows lie between two commits.
     */
    public void drain(int group, DeltaReceiver receiver) {
        groups[group].drain(receiver);
    }

    /** Forgets all deltas, and how far the partition has come. */
    void clear() {
        for (GroupDeltas group : groups) {
            group.clear();
        }
        forgetTime();
    }

    /** Gives back what was kept for the next deltas; to be called while there is no delta. */
    public void dropObjects() {
        for (GroupDeltas group : groups) {
            group.dropObjects();
        }
    }
}
