// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Enricher;
import dev.penstock.event.pipeline.reader.section.AddedField;
import dev.penstock.event.pipeline.reader.section.FieldUse;
import dev.penstock.event.pipeline.reader.section.StreamDraft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the fields that an event of a stream has. A stream that adds {@code geo.region} owns the whole of
 * {@code geo}: whatever the input had by that name is replaced.
 */
final class StreamFields {

    private static final Field PROTECTED = new Field.Value("an encrypted text", false);

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
     * The field of this path in events of the source or stream of this name. Everything is possible in a source, where
     * a stream could not be read, and where streams read each other in a circle.
     */
    Field of(String name, FieldPath path) {
        Optional<AddedField.Selected> latest = Optional.empty();
        List<String> instead = List.of();
        String reader = name;
        FieldPath sought = path;
        boolean isProtected = false;
        for (int passed = 0; passed < streams.size() && isKnown(reader); passed++) {
            StreamDraft stream = streams.get(reader);
            Optional<FieldPath> covering = covering(stream, sought);
            if (covering.isPresent() && !covering.get().equals(sought)) {
                return new Field.Absent(List.of(covering.get().toString()));
            }
            isProtected |= covering.isPresent();
            Optional<AddedField.Selected> selected = selected(stream, sought);
            if (selected.isPresent()) {
                sought = sought.rebase(selected.get().field(), selected.get().from());
                instead = instead.isEmpty() ? names(stream.added()) : instead;
                latest = selected;
            } else {
                Field field = added(stream, sought);
                if (field instanceof Field.Absent absent) {
                    if (isTold(stream, latest)) {
                        return new Field.Any();
                    }
                    return instead.isEmpty() ? absent : new Field.Absent(instead);
                }
                if (!(field instanceof Field.Any)) {
                    return isProtected ? PROTECTED : field;
                }
            }
            reader = stream.from().value();
        }
        return isProtected ? PROTECTED : new Field.Any();
    }

    /** The field that a stream protects of which this one is a part. */
    private static Optional<FieldPath> covering(StreamDraft stream, FieldPath path) {
        return stream.protectedFields().stream()
                .map(FieldUse::field)
                .filter(path::startsWith)
                .findFirst();
    }

    private boolean isKnown(String name) {
        StreamDraft stream = streams.get(name);
        return stream != null && stream.knowsAdded() && stream.from().isRead();
    }

    /** The field that a path leads to by way of a new name. */
    private static Optional<AddedField.Selected> selected(StreamDraft stream, FieldPath path) {
        return stream.added().stream()
                .filter(added -> added instanceof AddedField.Selected && path.startsWith(added.field()))
                .map(AddedField.Selected.class::cast)
                .findFirst();
    }

    /** That an old name is not there is told where a select names it; whoever uses the new name needn't hear of it. */
    private static boolean isTold(StreamDraft stream, Optional<AddedField.Selected> selected) {
        return selected.isPresent() && added(stream, selected.get().from()) instanceof Field.Absent;
    }

    /** What the stream itself tells of a field that it did not select; anything, if that is up to its input. */
    private static Field added(StreamDraft stream, FieldPath path) {
        List<AddedField> inside = new ArrayList<>();
        for (AddedField added : stream.added()) {
            if (path.equals(added.field())) {
                return value(added);
            }
            if (path.startsWith(added.field())) {
                return new Field.Absent(names(stream.added()));
            }
            if (added.field().startsWith(path)) {
                inside.add(added);
            }
        }
        if (!inside.isEmpty()) {
            return new Field.Group(names(inside));
        }
        boolean isClosed = !stream.select().value().isEmpty()
                || stream.added().stream().anyMatch(added -> added.field().top().equals(path.top()));
        return isClosed ? new Field.Absent(names(stream.added())) : new Field.Any();
    }

    private static Field value(AddedField field) {
        if (field instanceof AddedField.Constant constant) {
            return value(constant.value());
        }
        if (field instanceof AddedField.Scored scored) {
            return value(scored.type());
        }
        return field instanceof AddedField.Enriched enriched ? value(enriched.type()) : new Field.Any();
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
