// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The fields of an event that somebody reads; each has a slot, a small index that stands for it once the pipeline is
 * compiled. Immutable.
 */
public final class Projection {

    private final Map<FieldPath, Integer> slots;

    private Projection(Map<FieldPath, Integer> slots) {
        this.slots = slots;
    }

    /** A projection on these fields, slots in their order; a field that is named twice has one slot. */
    public static Projection of(Collection<FieldPath> fields) {
        var slots = new LinkedHashMap<FieldPath, Integer>();
        fields.forEach(field -> slots.putIfAbsent(field, slots.size()));
        return new Projection(slots);
    }

    public int size() {
        return slots.size();
    }

    /** The fields, in the order of their slots. */
    public Set<FieldPath> fields() {
        return slots.keySet();
    }

    /** @throws IllegalArgumentException if the field is not part of this projection */
    public int slot(FieldPath field) {
        Integer slot = slots.get(field);
        if (slot == null) {
            throw new IllegalArgumentException(field + " is not projected; projected are " + slots.keySet());
        }
        return slot;
    }
}
