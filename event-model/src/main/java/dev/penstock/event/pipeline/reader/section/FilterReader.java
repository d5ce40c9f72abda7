// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.Filter.Condition;
import dev.penstock.event.pipeline.reader.section.FieldUse.Need;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.NodeValues;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;

import java.util.ArrayList;
import java.util.List;

/** Reads the conditions behind {@code where}. */
final class FilterReader {

    private FilterReader() {}

    /** @param uses gathers the fields that are named */
    static ReadResult<Filter> read(Node node, List<FieldUse> uses) {
        return node.entries("a mapping of fields to values, such as {event_type: view}")
                .flatMap(entries -> {
                    List<ReadResult<Condition>> conditions = new ArrayList<>();
                    entries.forEach(entry -> conditions.add(condition(entry, uses)));
                    return ReadResult.all(conditions, node).map(Filter::new);
                });
    }

    private static ReadResult<Condition> condition(Node.Entry entry, List<FieldUse> uses) {
        ReadResult<FieldPath> field = NodeValues.field(entry);
        field.ifRead((path, at) -> uses.add(new FieldUse(path, Need.CONDITION, at)));
        ReadResult<List<FieldValue.Scalar>> values = values(entry.value());
        return field.flatMap(path -> values.map(anyOf -> new Condition(path, anyOf)));
    }

    private static ReadResult<List<FieldValue.Scalar>> values(Node node) {
        if (!node.isList()) {
            return value(node).map(List::of);
        }
        return node.items("")
                .flatMap(items -> items.isEmpty()
                        ? node.wrong("an empty list of values matches no event; name at least one")
                        : ReadResult.all(items.stream().map(FilterReader::value).toList(), node));
    }

    private static ReadResult<FieldValue.Scalar> value(Node node) {
        return node.isMapping()
                ? node.wrong("expected a value or a list of values, found a mapping;"
                        + " a field inside of an object is named with a dot, such as geo.region")
                : NodeValues.constant(node);
    }
}
