// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.aggregate.Aggregate;
import dev.penstock.aggregate.AggregateType;
import dev.penstock.aggregate.Aggregates;
import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.reader.section.FieldUse.Need;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.NodeValues;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;
import dev.penstock.event.pipeline.reader.yaml.Section;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one column of a feature group. */
public final class ColumnReader {

    private static final String RATIO = "ratio";

    private static final Map<String, AggregateType> TYPES = Aggregates.ALL.stream()
            .collect(Collectors.toMap(AggregateType::name, type -> type, (one, other) -> one, LinkedHashMap::new));

    static final List<String> AGGREGATES =
            Stream.concat(TYPES.keySet().stream(), Stream.of(RATIO)).toList();
    public static final List<String> KEYS =
            Stream.concat(AGGREGATES.stream(), Stream.of("where")).toList();

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Node.Entry entry;
    private final List<FieldUse> uses;

    private ColumnReader(Node.Entry entry, List<FieldUse> uses) {
        this.entry = entry;
        this.uses = uses;
    }

    /** @param uses gathers the fields that are named */
    static ColumnDraft read(Node.Entry entry, List<FieldUse> uses) {
        return new ColumnReader(entry, uses).draft();
    }

    private ColumnDraft draft() {
        checkName();
        Node node = entry.value();
        if (!node.isMapping()) {
            return wrong(node.expected("an aggregate such as {count: events}"));
        }
        Section section = node.section(KEYS);
        List<String> aggregates =
                section.values().keySet().stream().filter(AGGREGATES::contains).toList();
        if (aggregates.equals(List.of(RATIO))) {
            return ratio(section);
        }
        ReadResult<Filter> where = section.optional("where", Filter.ALL, each -> FilterReader.read(each, uses));
        if (aggregates.isEmpty()) {
            return wrong(
                    section.isComplete()
                            ? node.wrong("a column needs an aggregate, one of " + Quote.names(AGGREGATES))
                            : ReadResult.wrong());
        }
        if (aggregates.size() > 1) {
            return wrong(section.values()
                    .get(aggregates.get(1))
                    .at(node.path())
                    .wrong("a column has one aggregate, found " + String.join(" and ", aggregates)));
        }
        return aggregated(section, aggregates.get(0), where);
    }

    private void checkName() {
        String name = entry.name();
        if (!NAME.matcher(name).matches()) {
            entry.key()
                    .wrong("a column name has letters, digits and '_' only and starts with no digit, found "
                            + Quote.quote(name));
        } else if (FeatureGroup.RESERVED_FIELDS.contains(name)) {
            entry.key()
                    .wrong("every feature row has a field " + Quote.quote(name)
                            + " of its own; name the column differently");
        }
    }

    private ColumnDraft wrong(ReadResult<Column> wrong) {
        return new ColumnDraft(entry, wrong, List.of());
    }

    private ColumnDraft aggregated(Section section, String name, ReadResult<Filter> where) {
        ReadResult<Aggregate> aggregate = section.required(name, node -> aggregate(TYPES.get(name), node));
        ReadResult<Column> column =
                aggregate.flatMap(is -> where.map(filter -> new Column.Aggregated(entry.name(), is, filter)));
        return new ColumnDraft(entry, section.isComplete() ? column : ReadResult.wrong(), List.of());
    }

    private ReadResult<Aggregate> aggregate(AggregateType type, Node node) {
        if (!type.takesField()) {
            return NodeValues.oneOf(node, Map.of("events", type.maker().apply(null, null)));
        }
        return type.option()
                .map(option -> withOption(type, option, node))
                .orElseGet(
                        () -> field(type, node, node).map(field -> type.maker().apply(field, null)));
    }

    private ReadResult<Aggregate> withOption(AggregateType type, AggregateType.Option option, Node node) {
        if (!node.isMapping()) {
            return node.expected("a mapping such as {field: amount, " + option.name() + ": " + option.example() + "}");
        }
        Section section = node.section(List.of("field", option.name()));
        ReadResult<FieldPath> field = section.required("field", named -> field(type, named, node));
        ReadResult<BigDecimal> value = section.required(option.name(), number -> NodeValues.option(number, option));
        return field.flatMap(
                path -> value.flatMap(number -> node.read(type.maker().apply(path, number))));
    }

    /** @param told what a mistake is told of */
    private ReadResult<FieldPath> field(AggregateType type, Node node, Node told) {
        Need need = type.operand() == AggregateType.Operand.NUMBER ? Need.NUMBER : Need.SINGLE_VALUE;
        ReadResult<FieldPath> field = NodeValues.field(node);
        field.ifRead((path, at) -> uses.add(new FieldUse(path, need, at.at(told.path()))));
        return field;
    }

    private ColumnDraft ratio(Section section) {
        Node node = section.values().get(RATIO).at(entry.value().path());
        if (section.has("where")) {
            section.values().get("where").wrong("a ratio takes no where; put it on the columns that the ratio divides");
        }
        String expected = "a list of two column names";
        ReadResult<List<Node>> items = node.items(expected);
        if (!items.isRead()) {
            return wrong(ReadResult.wrong());
        }
        if (items.value().size() != 2) {
            return wrong(node.wrong("expected " + expected + ", found a list of "
                    + items.value().size()));
        }
        List<ReadResult<String>> operands = new ArrayList<>();
        items.value().forEach(item -> operands.add(item.text("a column name")));
        ReadResult<Column> column = operands.get(0)
                .flatMap(dividend -> operands.get(1).map(divisor -> new Column.Ratio(entry.name(), dividend, divisor)));
        return new ColumnDraft(entry, column, operands);
    }
}
