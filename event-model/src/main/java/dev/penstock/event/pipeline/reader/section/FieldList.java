// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads a list of fields that together are one key. */
final class FieldList {

    private FieldList() {}

    /**
     * @param node a list
     * @param emptyIs what an empty list is
     * @param what it is that names the fields
     */
    static ReadResult<List<FieldPath>> read(
            Node node, String emptyIs, String what, Function<Node, ReadResult<FieldPath>> reader) {
        return node.items("").flatMap(items -> {
            if (items.isEmpty()) {
                return node.wrong("an empty list " + emptyIs);
            }
            List<FieldPath> fields = new ArrayList<>();
            List<ReadResult<FieldPath>> parts = new ArrayList<>();
            for (Node item : items) {
                parts.add(reader.apply(item).flatMap(path -> againstOthers(path, fields, what, item)));
            }
            return ReadResult.all(parts, node);
        });
    }

    private static ReadResult<FieldPath> againstOthers(FieldPath path, List<FieldPath> others, String what, Node item) {
        for (FieldPath other : others) {
            if (path.equals(other)) {
                return item.wrong(what + " names " + Quote.quote(path.toString()) + " twice");
            }
            if (path.overlaps(other)) {
                return item.wrong("no event has both " + Quote.quote(other.toString()) + " and "
                        + Quote.quote(path.toString()) + " as values: one lies inside of the other");
            }
        }
        others.add(path);
        return item.read(path);
    }
}
