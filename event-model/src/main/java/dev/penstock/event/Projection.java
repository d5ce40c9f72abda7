// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The fields of an event that somebody reads; each has a slot, a small index that stands for it once the pipeline is
 * compiled. Immutable.
 */
public final class Projection {

    private final Map<FieldPath, Integer> slots;
    private final Set<FieldPath> verbatim;

    private Projection(Map<FieldPath, Integer> slots, Set<FieldPath> verbatim) {
        this.slots = slots;
        this.verbatim = verbatim;
    }

    /** A projection on these fields, slots in their order; a field that is named twice has one slot. */
    public static Projection of(Collection<FieldPath> fields) {
        return of(fields, Set.of());
    }

    /**
     * A projection on these fields.
     *
     * @param verbatim further fields, of which the JSON text is kept too, see {@link Fields#verbatim}
     */
    public static Projection of(Collection<FieldPath> fields, Collection<FieldPath> verbatim) {
        var all = new LinkedHashSet<>(fields);
        all.addAll(verbatim);
        var slots = new LinkedHashMap<FieldPath, Integer>();
        all.forEach(field -> slots.put(field, slots.size()));
        return new Projection(slots, Set.copyOf(verbatim));
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
        int nodes = 0;
        var root = new Node(nodes++);
        for (var field : slots.entrySet()) {
            Node node = root;
            for (String segment : field.getKey().segments()) {
                Node child = node.children.get(segment);
                if (child == null) {
                    child = new Node(nodes++);
                    node.children.put(segment, child);
                }
                node = child;
            }
            node.slot = field.getValue();
            node.verbatim = verbatim.contains(field.getKey());
        }
        return root;
    }

    /** A name on the way to a projected field, or the field itself, or both. */
    static final class Node {
        final Map<String, Node> children = new HashMap<>();

        /** Nodes of a tree are numbered from 0, the root. */
        final int id;

        int slot = -1;
        boolean verbatim;

        Node(int id) {
            this.id = id;
        }

        /** How many nodes there are from this one on. */
        int count() {
            return 1 + children.values().stream().mapToInt(Node::count).sum();
        }
    }
}
