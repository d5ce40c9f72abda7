// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.json;

import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a projection as a tree of names, for a reader that meets them from the outside in: a name on the way to a
 * projected field, or the field itself, or both.
 */
public final class FieldTree {

    final Map<String, FieldTree> children = new LinkedHashMap<>();

    /** The slot of a projected field; nodes that only lead to some have the numbers behind, the root has -1. */
    int index;

    private FieldTree(int index) {
        this.index = index;
    }

    public static FieldTree of(Projection projection) {
        var root = new FieldTree(-1);
        for (FieldPath field : projection.fields()) {
            FieldTree node = root;
            for (String segment : field.segments()) {
                node = node.children.computeIfAbsent(segment, name -> new FieldTree(-1));
            }
            node.index = projection.slot(field);
        }
        root.numberOthers(projection.size());
        return root;
    }

    /**
     * Where the {@link Fields} of a projection keep what leads to one of its fields: the objects around it, outermost
     * first.
     */
    public static int[] wayTo(FieldPath field, Projection projection) {
        List<String> names = field.segments();
        int[] way = new int[names.size() - 1];
        FieldTree node = of(projection);
        for (int i = 0; i < way.length; i++) {
            node = node.children.get(names.get(i));
            way[i] = node.index;
        }
        return way;
    }

    /** By name, in the order in which they were first named. */
    public Map<String, FieldTree> children() {
        return Collections.unmodifiableMap(children);
    }

    /** Where {@link Fields} keep it; -1 for the root, which they don't. */
    public int index() {
        return index;
    }

    private int numberOthers(int free) {
        int next = free;
        for (FieldTree child : children.values()) {
            if (child.index < 0) {
                child.index = next++;
            }
            next = child.numberOthers(next);
        }
        return next;
    }

    /** How many nodes there are below this one. */
    public int count() {
        return children.values().stream().mapToInt(child -> 1 + child.count()).sum();
    }
}
