// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Aggregate;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.reader.section.FieldUse.Need;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.Part;
import dev.penstock.event.pipeline.reader.yaml.Section;
import dev.penstock.event.pipeline.reader.yaml.Values;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one column of a feature group. */
public final class ColumnReader {

    static final List<String> AGGREGATES =
            List.of("count", "sum", "min", "max", "avg", "first", "last", "duration", "distinct", "ratio");
    public static final List<String> KEYS =
            Stream.concat(AGGREGATES.stream(), Stream.of("where")).toList();

    private static final Map<String, Aggregate> OVER_EVENTS =
            Map.of("count", new Aggregate.Count(), "duration", new Aggregate.Duration());
    private static final Map<String, Function<FieldPath, Aggregate>> OVER_FIELD = Map.of(
            "sum", Aggregate.Sum::new,
            "min", Aggregate.Min::new,
            "max", Aggregate.Max::new,
            "avg", Aggregate.Avg::new,
            "first", Aggregate.First::new,
            "last", Aggregate.Last::new,
            "distinct", Aggregate.Distinct::new);
    private static final Set<String> OVER_NUMBERS = Set.of("sum", "min", "max", "avg");

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
        if (aggregates.equals(List.of("ratio"))) {
            return ratio(section);
        }
        Part<Filter> where = section.optional("where", Filter.ALL, each -> FilterReader.read(each, uses));
        if (aggregates.isEmpty()) {
            return wrong(
                    section.isComplete()
                            ? node.wrong("a column needs an aggregate, one of " + Quote.names(AGGREGATES))
                            : Part.wrong());
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

    private ColumnDraft wrong(Part<Column> wrong) {
        return new ColumnDraft(entry, wrong, List.of());
    }

    private ColumnDraft aggregated(Section section, String name, Part<Filter> where) {
        Part<Aggregate> aggregate = section.required(name, node -> aggregate(name, node));
        Part<Column> column =
                aggregate.flatMap(is -> where.map(filter -> new Column.Aggregated(entry.name(), is, filter)));
        return new ColumnDraft(entry, section.isComplete() ? column : Part.wrong(), List.of());
    }

    private Part<Aggregate> aggregate(String name, Node node) {
        if (OVER_EVENTS.containsKey(name)) {
            return Values.oneOf(node, Map.of("events", OVER_EVENTS.get(name)));
        }
        Need need = OVER_NUMBERS.contains(name) ? Need.NUMBER : Need.SINGLE_VALUE;
        Part<FieldPath> field = Values.field(node);
        field.ifRead((path, at) -> uses.add(new FieldUse(path, need, at)));
        return field.map(OVER_FIELD.get(name));
    }

    private ColumnDraft ratio(Section section) {
        Node node = section.values().get("ratio").at(entry.value().path());
        if (section.has("where")) {
            section.values().get("where").wrong("a ratio takes no where; put it on the columns that the ratio divides");
        }
        String expected = "a list of two column names";
        Part<List<Node>> items = node.items(expected);
        if (!items.isRead()) {
            return wrong(Part.wrong());
        }
        if (items.value().size() != 2) {
            return wrong(node.wrong("expected " + expected + ", found a list of "
                    + items.value().size()));
        }
        List<Part<String>> operands = new ArrayList<>();
        items.value().forEach(item -> operands.add(item.text("a column name")));
        Part<Column> column = operands.get(0)
                .flatMap(dividend -> operands.get(1).map(divisor -> new Column.Ratio(entry.name(), dividend, divisor)));
        return new ColumnDraft(entry, column, operands);
    }
}
