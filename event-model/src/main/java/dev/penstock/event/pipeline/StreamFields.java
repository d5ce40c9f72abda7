// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the fields that an event of a stream has. A stream that adds {@code geo.region} owns the whole of
 * {@code geo}: whatever the input had by that name is replaced.
 */
final class StreamFields {

    private final Map<String, StreamDraft> streams = new HashMap<>();

    /** What a field holds, as far as the file tells. */
    sealed interface Field {

        /** It may be there and hold anything. */
        record Any() implements Field {}

        /** @param type for a message, such as {@code text} */
        record Value(String type, boolean isNumber) implements Field {}

        /** @param inside the fields that it holds */
        record Group(List<String> inside) implements Field {}

        /** @param instead the fields that are there */
        record Absent(List<String> instead) implements Field {}
    }

    StreamFields(List<StreamDraft> streams) {
        streams.forEach(stream -> this.streams.put(stream.name(), stream));
    }

    /**
     * The field of this path in events of the source or stream of this name. Everything is possible in a source, and
     * where a stream could not be read.
     */
    Field of(String name, FieldPath path) {
        return of(name, path, new HashSet<>());
    }

    /** @param passed the streams on the way, lest a circle of them never ends */
    private Field of(String name, FieldPath path, Set<String> passed) {
        StreamDraft stream = streams.get(name);
        if (stream == null || !stream.knowsAdded() || !stream.from().isRead() || !passed.add(name)) {
            return new Field.Any();
        }
        List<AddedField> around = new ArrayList<>();
        for (AddedField added : stream.added()) {
            if (path.startsWith(added.field())) {
                return within(stream, added, path, passed);
            }
            if (added.field().startsWith(path)) {
                around.add(added);
            }
        }
        if (!around.isEmpty()) {
            return new Field.Group(names(around));
        }
        boolean isClosed = !stream.select().value().isEmpty()
                || stream.added().stream().anyMatch(added -> added.field().top().equals(path.top()));
        return isClosed
                ? new Field.Absent(names(stream.added()))
                : of(stream.from().value(), path, passed);
    }

    /** What stands at a path that is an added field, or leads into one. */
    private Field within(StreamDraft stream, AddedField added, FieldPath path, Set<String> passed) {
        if (added instanceof AddedField.Selected selected) {
            return selected(stream, selected, path, passed);
        }
        if (!path.equals(added.field())) {
            return new Field.Absent(names(stream.added()));
        }
        return added instanceof AddedField.Constant constant
                ? value(constant.value())
                : value(((AddedField.Enriched) added).type());
    }

    private Field selected(StreamDraft stream, AddedField.Selected selected, FieldPath path, Set<String> passed) {
        String from = stream.from().value();
        if (of(from, selected.from(), new HashSet<>(passed)) instanceof Field.Absent) {
            // That is told where select names the field; whoever uses the new name needn't hear of it.
            return new Field.Any();
        }
        Field field = of(from, path.rebase(selected.field(), selected.from()), passed);
        return field instanceof Field.Absent ? new Field.Absent(names(stream.added())) : field;
    }

    private static Field.Value value(FieldValue.Scalar constant) {
        if (constant instanceof FieldValue.Number) {
            return new Field.Value("a number", true);
        }
        return new Field.Value(constant instanceof FieldValue.Bool ? "true or false" : "text", false);
    }

    private static Field.Value value(Enricher.Output.Type type) {
        return type == Enricher.Output.Type.NUMBER ? new Field.Value("a number", true) : new Field.Value("text", false);
    }

    private static List<String> names(List<AddedField> fields) {
        return fields.stream().map(added -> added.field().toString()).toList();
    }
}
