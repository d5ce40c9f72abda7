// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import java.util.List;
import java.util.stream.Stream;

/**
 * Names a field of an event by the way to it: {@code geo.region} is the field {@code region} of the object
 * {@code geo}. A field whose own name holds a dot can't be named.
 *
 * @param segments the names along the way, outermost first; at least one, none of them empty
 */
public record FieldPath(List<String> segments) {

    /** @throws IllegalArgumentException if there is no segment or an empty one */
    public FieldPath {
        segments = List.copyOf(segments);
        if (segments.isEmpty() || segments.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException(
                    "a field path needs a name on each side of every dot, found '" + String.join(".", segments) + "'");
        }
    }

    /** @throws IllegalArgumentException if a name is empty, as in {@code a..b} or the empty text */
    public static FieldPath parse(String dotted) {
        return new FieldPath(List.of(dotted.split("\\.", -1)));
    }

    /** The first name: the field of the event itself that holds what this path names. */
    public String top() {
        return segments.get(0);
    }

    /** Whether this path is {@code prefix} or leads to something inside of it. */
    public boolean startsWith(FieldPath prefix) {
        int length = prefix.segments.size();
        return segments.size() >= length && segments.subList(0, length).equals(prefix.segments);
    }

    /** Whether one of the two is the other, or lies inside of it. */
    public boolean overlaps(FieldPath other) {
        return startsWith(other) || other.startsWith(this);
    }

    /**
     * This path with {@code prefix} replaced by {@code replacement}.
     *
     * @throws IllegalArgumentException if this path does not start with {@code prefix}
     */
    public FieldPath rebase(FieldPath prefix, FieldPath replacement) {
        if (!startsWith(prefix)) {
            throw new IllegalArgumentException(this + " does not start with " + prefix);
        }
        var rest = segments.subList(prefix.segments.size(), segments.size());
        return new FieldPath(
                Stream.concat(replacement.segments.stream(), rest.stream()).toList());
    }

    @Override
    public String toString() {
        return String.join(".", segments);
    }
}
