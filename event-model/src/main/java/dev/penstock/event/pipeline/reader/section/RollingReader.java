// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.Durations;
import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.Emission.Span;
import dev.penstock.event.pipeline.TumblingWindows;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.NodeValues;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;
import dev.penstock.event.pipeline.reader.yaml.Section;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the spans of a group's rolling columns. */
final class RollingReader {

    private static final String EXPECTED = "a list of durations, such as [5m, 1h, 24h]";

    private RollingReader() {}

    static ReadResult<List<Span>> read(Node node, Section group, ReadResult<TumblingWindows> window) {
        if (group.has("zone")) {
            return node.wrong(
                    "windows by the clocks of a zone are not all of one length, so a group with zone has no rolling;"
                            + " leave one of them out");
        }
        if (!node.isList()) {
            return node.expected(EXPECTED);
        }
        return node.items(EXPECTED).flatMap(items -> {
            if (items.isEmpty()) {
                return node.wrong("an empty list has no spans; leave rolling out");
            }
            List<Span> spans = new ArrayList<>();
            List<ReadResult<Span>> parts = new ArrayList<>();
            items.forEach(item -> parts.add(span(item, window, spans)));
            return ReadResult.all(parts, node)
                    .map(read -> read.stream()
                            .sorted(Comparator.comparing(Span::length))
                            .toList());
        });
    }

    private static ReadResult<Span> span(Node node, ReadResult<TumblingWindows> window, List<Span> others) {
        return NodeValues.duration(node)
                .flatMap(length -> node.text("a duration").flatMap(text -> {
                    if (window.isRead()) {
                        long tile = window.value().length().toMillis();
                        if (length.toMillis() <= tile || length.toMillis() % tile != 0) {
                            return node.wrong(
                                    "rolling columns are over two windows or more, so a span is a multiple of the window, which is "
                                            + Durations.text(window.value().length()) + "; found " + Quote.quote(text));
                        }
                    }
                    for (Span other : others) {
                        if (other.length().equals(length)) {
                            return node.wrong("rolling names " + Quote.quote(other.text()) + " and " + Quote.quote(text)
                                    + ", which are the same; leave one out");
                        }
                    }
                    var span = new Span(text, length);
                    others.add(span);
                    return node.read(span);
                }));
    }

    /** Checks that no other field of a row has the name of a column over a span. */
    static void checkNames(Emission emission, ReadResult<List<FieldPath>> key, ReadResult<List<Column>> columns) {
        if (emission instanceof Emission.Rolling rolling) {
            columns.ifRead((declared, at) -> {
                List<String> taken =
                        new ArrayList<>(declared.stream().map(Column::name).toList());
                key.ifRead((fields, there) -> fields.forEach(field -> taken.add(field.toString())));
                for (Column column : declared) {
                    for (Span span : rolling.spans()) {
                        if (taken.contains(span.name(column.name()))) {
                            at.wrong(
                                    "with rolling " + Quote.quote(span.text()) + " column " + Quote.quote(column.name())
                                            + " is in the row as " + Quote.quote(span.name(column.name()))
                                            + " too, which is a field of its own; name one differently");
                        }
                    }
                }
            });
        }
    }
}
