// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;

import java.util.ArrayList;
import java.util.List;

/**
 * Which events are taken: those for which every condition holds; all, where there is none.
 *
 * @param conditions in the order of the file, each for another field
 */
public record Filter(List<Condition> conditions) {

    public static final Filter ALL = new Filter(List.of());

    public Filter {
        conditions = List.copyOf(conditions);
    }

    /**
     * Holds for an event whose field has one of the values. Text equals only text, a number only a number of the same
     * value, a boolean only a boolean; a missing field equals nothing.
     *
     * @param anyOf at least one value
     */
    public record Condition(FieldPath field, List<FieldValue.Scalar> anyOf) {
        public Condition {
            anyOf = List.copyOf(anyOf);
        }
    }

    /** Takes what both this and {@code other} take. */
    public Filter and(Filter other) {
        var all = new ArrayList<>(conditions);
        all.addAll(other.conditions);
        return new Filter(all);
    }
}
