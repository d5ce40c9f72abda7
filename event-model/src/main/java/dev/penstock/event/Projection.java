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

    /** The fields as a tree of names, for a reader that meets them from the outside in. */
    Node tree() {
        var root = new Node("", -1);
        for (var field : slots.entrySet()) {
            Node node = root;
            for (String segment : field.getKey().segments()) {
                node = node.children.computeIfAbsent(segment, name -> new Node(name, -1));
            }
            node.index = field.getValue();
        }
        root.numberOthers(size());
        return root;
    }

    /**
     * Where {@link Fields} keep what leads to a field: the objects around it, outermost first, by the numbers that they
     * have in the {@link #tree}.
     */
    int[] wayTo(FieldPath field) {
        var names = field.segments();
        int[] way = new int[names.size() - 1];
        Node node = tree();
        for (int i = 0; i < way.length; i++) {
            node = node.children.get(names.get(i));
            way[i] = node.index;
        }
        return way;
    }

    /** A name on the way to a projected field, or the field itself, or both. */
    static final class Node {
        final String name;
        final Map<String, Node> children = new LinkedHashMap<>();

        /** The slot of a projected field; nodes that only lead to some have the numbers behind, the root has -1. */
        int index;

        Node(String name, int index) {
            this.name = name;
            this.index = index;
        }

        private int numberOthers(int free) {
            int next = free;
            for (Node child : children.values()) {
                if (child.index < 0) {
                    child.index = next++;
                }
                next = child.numberOthers(next);
            }
            return next;
        }

        /** How many nodes there are below this one. */
        int count() {
            return children.values().stream()
                    .mapToInt(child -> 1 + child.count())
                    .sum();
        }
    }
}
