// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Rule;
import dev.penstock.event.pipeline.Rule.Bound;
import dev.penstock.event.pipeline.Rule.Type;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.NodeValues;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;
import dev.penstock.event.pipeline.reader.yaml.Section;
import dev.penstock.event.pipeline.reader.yaml.YamlNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads what the events of a source must be like: a schema in the words of JSON Schema that events can be held against field by field. */
final class RuleReader {

    private static final List<String> OF_OBJECT = List.of("type", "required", "properties");
    private static final List<String> NOTES = List.of("title", "description");
    static final List<String> KEYWORDS = List.of(
            "type",
            "required",
            "properties",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minLength",
            "maxLength",
            "pattern",
            "enum",
            "const",
            "title",
            "description");

    private static final Map<String, Type> TYPES = NodeValues.words(Type.values());

    private final List<Rule> rules = new ArrayList<>();
    private boolean wrong;

    private RuleReader() {}

    static ReadResult<List<Rule>> read(Node node) {
        var reader = new RuleReader();
        List<String> known = new ArrayList<>(OF_OBJECT);
        known.addAll(NOTES);
        Section section = node.section(known);
        reader.wrong = !section.isComplete();
        if (section.has("type")) {
            reader.take(NodeValues.oneOf(section.values().get("type"), Map.of("object", Type.OBJECT)), type -> {});
        }
        reader.members(section, List.of());
        return reader.wrong ? ReadResult.wrong() : node.read(List.copyOf(reader.rules));
    }

    private void members(Section section, List<String> around) {
        each(
                section,
                "required",
                names -> names.items("a list of field names"),
                name -> take(name.text("a field name"), text -> field(name, around, text, Rule.Required::new)));
        if (section.has("properties")) {
            Node properties = section.values().get("properties");
            take(
                    properties.entries("a mapping of field names to what they hold"),
                    entries -> entries.forEach(
                            entry -> field(entry.key(), around, entry.name(), path -> property(path, entry.value()))));
        }
    }

    private void field(Node at, List<String> around, String name, Function<FieldPath, Rule> rule) {
        if (name.isEmpty() || name.contains(".")) {
            at.wrong("a field whose own name is empty or holds a dot can't be named, found " + Quote.quote(name));
            wrong = true;
            return;
        }
        List<String> segments = new ArrayList<>(around);
        segments.add(name);
        Rule made = rule.apply(new FieldPath(segments));
        if (made != null) {
            rules.add(made);
        }
    }

    /** Adds the rules of a field itself. */
    private Rule property(FieldPath field, Node node) {
        Section section = node.section(KEYWORDS);
        wrong |= !section.isComplete();
        if (section.has("type")) {
            Node type = section.values().get("type");
            ReadResult<List<Type>> types = type.isList()
                    ? type.items("")
                            .flatMap(items -> ReadResult.all(
                                    items.stream().map(item -> type(item)).toList(), type))
                    : type(type).map(List::of);
            take(types, all -> rules.add(new Rule.OfType(field, all)));
        }
        for (Bound bound : Bound.values()) {
            one(
                    section,
                    bound.keyword(),
                    number -> NodeValues.constant(number)
                            .flatMap(value -> value instanceof FieldValue.Number limit
                                    ? number.read(limit.value())
                                    : number.expected("a number")),
                    limit -> rules.add(new Rule.Bounded(field, bound, limit)));
        }
        for (String keyword : List.of("minLength", "maxLength")) {
            one(
                    section,
                    keyword,
                    RuleReader::length,
                    length -> rules.add(new Rule.Length(field, keyword.equals("maxLength"), length)));
        }
        one(section, "pattern", RuleReader::pattern, pattern -> rules.add(new Rule.Matching(field, pattern)));
        if (section.has("enum")) {
            Node values = section.values().get("enum");
            take(
                    values.items("a list of values")
                            .flatMap(items -> items.isEmpty()
                                    ? values.<List<FieldValue.Scalar>>wrong(
                                            "an empty list allows no value; name at least one")
                                    : ReadResult.all(
                                            items.stream()
                                                    .map(NodeValues::constant)
                                                    .toList(),
                                            values)),
                    all -> rules.add(new Rule.OneOf(field, all)));
        }
        one(section, "const", NodeValues::constant, value -> rules.add(new Rule.OneOf(field, List.of(value))));
        members(section, field.segments());
        return null;
    }

    /** YAML takes a bare null for nothing. */
    private static ReadResult<Type> type(Node node) {
        return node.yaml() instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.NOTHING
                ? node.read(Type.NULL)
                : NodeValues.oneOf(node, TYPES);
    }

    private static ReadResult<Integer> length(Node node) {
        return NodeValues.constant(node)
                .flatMap(value -> value instanceof FieldValue.Number number
                                && number.isInteger()
                                && number.value().signum() >= 0
                                && number.value().precision() < 10
                        ? node.read(number.value().intValueExact())
                        : node.expected("a whole number of characters"));
    }

    private static ReadResult<String> pattern(Node node) {
        return node.text("a regular expression").flatMap(text -> {
            try {
                Pattern.compile(text);
                return node.read(text);
            } catch (PatternSyntaxException e) {
                return node.wrong(
                        "is no regular expression of RE2's syntax, which has no look-around and no references back: "
                                + e.getMessage());
            }
        });
    }

    private void each(
            Section section, String keyword, Function<Node, ReadResult<List<Node>>> items, Consumer<Node> action) {
        if (section.has(keyword)) {
            take(items.apply(section.values().get(keyword)), all -> all.forEach(action));
        }
    }

    private <T> void one(Section section, String keyword, Function<Node, ReadResult<T>> reader, Consumer<T> action) {
        if (section.has(keyword)) {
            take(reader.apply(section.values().get(keyword)), action);
        }
    }

    private <T> void take(ReadResult<T> read, Consumer<T> action) {
        if (read.isRead()) {
            action.accept(read.value());
        } else {
            wrong = true;
        }
    }
}
