// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.internal.combine;

import dev.penstock.aggregate.delta.EventFields;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.field.EventFilter;
import dev.penstock.event.pipeline.Filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The filters of all columns that read the same events, each evaluated once per event however many columns have it, for
 * the events of a block. Not thread-safe.
 */
public final class EventFilters {

    private final Projection projection;
    private final List<Filter> filters = new ArrayList<>();
    private EventFilter[] compiled = {};

    /** By filter and place of an event: 1 where the filter takes the event, 0 where it doesn't. */
    private int[][] taken = {};

    public EventFilters(Projection projection) {
        this.projection = projection;
    }

    /** What to ask for a filter by. */
    int index(Filter filter) {
        int known = filters.indexOf(filter);
        if (known >= 0) {
            return known;
        }
        int index = filters.size();
        filters.add(filter);
        compiled = Arrays.copyOf(compiled, index + 1);
        compiled[index] = EventFilter.compile(filter, projection);
        taken = new int[index + 1][EventFields.BLOCK];
        return index;
    }

    /** @param place of the event in its block */
    public void evaluate(Fields event, int place) {
        for (int i = 0; i < compiled.length; i++) {
            taken[i][place] = compiled[i].matches(event) ? 1 : 0;
        }
    }

    /** 1 if the filter of this index takes the event that was evaluated for this place, otherwise 0. */
    int taken(int index, int place) {
        return taken[index][place];
    }
}
