// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.field;

import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.json.FieldTree;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which of the fields that a pipeline needs of a source were in no event so far, and what stood in their way: a field
 * that never comes is a wrong name in the pipeline file, or a path that runs into a list, and its columns stay empty
 * without any event being bad.
 *
 * <p>How to use it on decoded events:
 *
 * <pre>{@code
 * FieldPresence presence = decoder.newPresence();
 * for (byte[] value : values) {
 *     if (decoder.decode(value) instanceof Event event) {
 *         presence.add(event.fields());
 *     }
 * }
 * presence.missing().forEach(missing -> System.out.println(missing.describe()));
 * }</pre>
 *
 * <p>A field that is null counts as there. A field is needed that a key, a column, a {@code where}, an enricher or
 * {@code select} names, be it by way of several streams; it has its name in the source. An event costs about a nanosecond
 * for each field that is still missing, and nothing once all were there. Safe for use by many threads.
 */
public final class FieldPresence {

    /**
     * A field that was in none of the events.
     *
     * @param field in the names of the source
     * @param ranInto what stood in its way, as seen first; empty where there was just no such field
     */
    public record Missing(FieldPath field, Optional<Obstacle> ranInto) {

        /** In words: {@code 'items.price' ran into a text: 'items' is one}. */
        public String describe() {
            return ranInto.map(obstacle -> "'" + field + "' ran into " + obstacle.describe(field))
                    .orElse("'" + field + "' was in no event");
        }
    }

    /**
     * What is no way to a field, or no single value where one is needed.
     *
     * @param at the field itself, or what its path leads through
     * @param kind what stands there
     */
    public record Obstacle(FieldPath at, FieldKind kind) {

        /** What it is, with its article: {@code a list}. */
        public String what() {
            return switch (kind) {
                case ARRAY -> "a list";
                case OBJECT -> "an object";
                case TEXT -> "a text";
                case NUMBER -> "a number";
                default -> "a boolean";
            };
        }

        private String describe(FieldPath field) {
            if (at.equals(field)) {
                return what() + ", not a single value";
            }
            return what() + ": '" + at + "' is one"
                    + (kind == FieldKind.ARRAY ? "; 'each: " + at + "' makes an event of each element" : "");
        }
    }

    private volatile Wanted[] missing;

    public FieldPresence(FieldNeeds needs, Projection projection) {
        missing = needs.wanted().stream()
                .map(field -> new Wanted(field, projection, needs.singles().contains(field)))
                .toArray(Wanted[]::new);
    }

    /** Takes an event of the decoder that made this. */
    public void add(Fields fields) {
        for (Wanted field : missing) {
            if (field.isIn(fields)) {
                found(field);
            }
        }
    }

    private synchronized void found(Wanted field) {
        missing = Arrays.stream(missing).filter(other -> other != field).toArray(Wanted[]::new);
    }

    /** Whether all fields were there, so that no further event matters. */
    public boolean isComplete() {
        return missing.length == 0;
    }

    /** What was in no event so far: all fields where there was no event. */
    public List<Missing> missing() {
        return Arrays.stream(missing)
                .map(field -> new Missing(field.path, Optional.ofNullable(field.obstacle)))
                .toList();
    }

    private static final class Wanted {

        private final FieldPath path;
        private final int slot;

        /** The objects around the field, outermost first. */
        private final int[] way;

        private final boolean single;

        /** Null for none; which one it is where events differ is up to the threads. */
        private volatile Obstacle obstacle;

        Wanted(FieldPath path, Projection projection, boolean single) {
            this.path = path;
            this.slot = projection.slot(path);
            this.way = FieldTree.wayTo(path, projection);
            this.single = single;
        }

        boolean isIn(Fields fields) {
            FieldKind kind = fields.kind(slot);
            if (kind == FieldKind.ABSENT) {
                lookOnTheWay(fields);
                return false;
            }
            boolean composite = (kind == FieldKind.OBJECT && !fields.isTwice(slot) && !fields.isBroken(slot))
                    || kind == FieldKind.ARRAY;
            if (composite && single && obstacle == null) {
                obstacle = new Obstacle(path, kind);
            }
            return !composite || !single;
        }

        private void lookOnTheWay(Fields fields) {
            for (int i = 0; obstacle == null && i < way.length; i++) {
                FieldKind kind = fields.kind(way[i]);
                if (kind != FieldKind.ABSENT && kind != FieldKind.NULL && kind != FieldKind.OBJECT) {
                    obstacle = new Obstacle(new FieldPath(path.segments().subList(0, i + 1)), kind);
                }
            }
        }
    }
}
