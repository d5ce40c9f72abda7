// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.field;

import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.Filter;

/** A filter whose fields are slots. Immutable. */
public final class EventFilter {

    private final FilterCondition[] conditions;

    private EventFilter(FilterCondition[] conditions) {
        this.conditions = conditions;
    }

    /** @throws IllegalArgumentException if a field of the filter is not part of the projection */
    public static EventFilter compile(Filter filter, Projection projection) {
        return new EventFilter(filter.conditions().stream()
                .map(condition -> new FilterCondition(projection.slot(condition.field()), condition.anyOf()))
                .toArray(FilterCondition[]::new));
    }

    /** Allocates nothing for values that are written the usual way. */
    public boolean matches(Fields fields) {
        for (FilterCondition condition : conditions) {
            if (!condition.holds(fields)) {
                return false;
            }
        }
        return true;
    }
}
