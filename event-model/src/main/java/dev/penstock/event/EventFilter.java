// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import dev.penstock.event.pipeline.Filter;

import java.util.List;
import java.util.Set;

/** A filter whose fields are slots. Immutable. */
public final class EventFilter {

    private final List<Test> tests;

    private EventFilter(List<Test> tests) {
        this.tests = tests;
    }

    private record Test(int slot, Set<FieldValue.Scalar> anyOf) {}

    /** @throws IllegalArgumentException if a field of the filter is not part of the projection */
    public static EventFilter compile(Filter filter, Projection projection) {
        return new EventFilter(filter.conditions().stream()
                .map(condition -> new Test(projection.slot(condition.field()), Set.copyOf(condition.anyOf())))
                .toList());
    }

    public boolean matches(Fields fields) {
        for (Test test : tests) {
            if (!(fields.get(test.slot) instanceof FieldValue.Scalar value) || !test.anyOf.contains(value)) {
                return false;
            }
        }
        return true;
    }
}
