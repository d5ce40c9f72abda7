// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Dedup;
import dev.penstock.event.pipeline.KeyFormat;
import dev.penstock.event.pipeline.RecordKey;
import dev.penstock.event.pipeline.Rule;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.Source.Format;
import dev.penstock.event.pipeline.Source.NumberRule;
import dev.penstock.event.pipeline.Source.Unit;
import dev.penstock.event.pipeline.Timestamp;
import dev.penstock.event.pipeline.Unwrap;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.NodeValues;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;
import dev.penstock.event.pipeline.reader.yaml.Section;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one source. */
public final class SourceReader {

    public static final List<String> KEYS = List.of(
            "topic",
            "format",
            "schema",
            "unwrap",
            "each",
            "partitioned_by",
            "key_format",
            "timestamp",
            "max_future",
            "numbers",
            "require",
            "dedup",
            "decrypt");
    public static final List<String> TIMESTAMP_KEYS = List.of("field", "header", "record", "unit", "zone");
    public static final List<String> DEDUP_KEYS = List.of("by", "within");
    public static final Map<String, Unit> UNITS = NodeValues.words(Unit.values());
    public static final Map<String, Format> FORMATS = NodeValues.words(Format.values());
    public static final Map<String, KeyFormat> KEY_FORMATS = NodeValues.words(KeyFormat.values());
    public static final Map<String, Unwrap> ENVELOPES = Map.of(
            "none", new Unwrap.None(),
            "debezium", new Unwrap.Debezium(),
            "cloudevents", new Unwrap.CloudEvents(),
            "connect", new Unwrap.Connect());

    /** What is nearly one of these is no field: their names are long, and of nothing else. */
    private static final List<String> NO_FIELDS = List.of("debezium", "cloudevents");

    public static final Map<String, NumberRule> NUMBER_RULES = NodeValues.words(NumberRule.values());

    private SourceReader() {}

    public static SourceDraft read(Node.Entry entry) {
        NodeValues.checkName(entry);
        Section section = entry.value().section(KEYS);
        ReadResult<Format> format = section.optional("format", Format.JSON, node -> NodeValues.oneOf(node, FORMATS));
        return new SourceDraft(
                entry,
                section.required("topic", node -> NodeValues.topic(node, Source.DEAD_LETTER_SUFFIX)),
                format,
                section.optional("unwrap", new Unwrap.None(), SourceReader::unwrap),
                section.optional(
                        "each", Optional.empty(), node -> NodeValues.field(node).map(Optional::of)),
                key(section),
                section.required("timestamp", SourceReader::timestamp),
                section.optional("max_future", Source.DEFAULT_MAX_FUTURE, NodeValues::duration),
                section.optional("numbers", NumberRule.STRICT, node -> NodeValues.oneOf(node, NUMBER_RULES)),
                section.optional(
                        "schema",
                        Optional.empty(),
                        node -> format.flatMap(is -> SchemaReader.read(node, is))
                                .map(Optional::of)),
                section.optional("require", List.<Rule>of(), RuleReader::read),
                section.optional(
                        "dedup",
                        Optional.empty(),
                        node -> dedup(node.section(DEDUP_KEYS)).map(Optional::of)),
                section.optional(
                        "decrypt",
                        Optional.empty(),
                        node -> ProtectionReader.read(node, new ArrayList<>()).map(Optional::of)));
    }

    private static ReadResult<Unwrap> unwrap(Node node) {
        return node.text("none, debezium, cloudevents, connect or a field").flatMap(word -> {
            if (ENVELOPES.containsKey(word)) {
                return node.read(ENVELOPES.get(word));
            }
            String hint = Suggestion.hint(word, NO_FIELDS);
            return hint.isEmpty()
                    ? NodeValues.field(node).map(Unwrap.AtField::new)
                    : node.wrong("unknown envelope " + Quote.quote(word) + hint);
        });
    }

    private static ReadResult<RecordKey> key(Section section) {
        ReadResult<KeyFormat> format =
                section.optional("key_format", KeyFormat.TEXT, node -> NodeValues.oneOf(node, KEY_FORMATS));
        if (section.has("partitioned_by")) {
            return section.required("partitioned_by", NodeValues::field)
                    .flatMap(field -> format.map(is -> new RecordKey.OfField(field, is)));
        }
        if (section.has("key_format") && format.isRead() && format.value() != KeyFormat.ANY) {
            return section.values()
                    .get("key_format")
                    .wrong(
                            "says how the field in 'partitioned_by' is written, which is missing; name the field, or leave"
                                    + " both out and nobody looks at the key");
        }
        return section.optional("partitioned_by", new RecordKey.Unknown(), node -> ReadResult.wrong());
    }

    private static ReadResult<Dedup> dedup(Section section) {
        ReadResult<List<FieldPath>> by = section.required(
                "by",
                node -> node.isList()
                        ? FieldList.read(node, "is no id; name at least one field", "the id", NodeValues::field)
                        : NodeValues.field(node).map(List::of));
        ReadResult<Duration> within = section.required("within", NodeValues::duration);
        return by.flatMap(fields -> within.map(time -> new Dedup(fields, time)));
    }

    private static ReadResult<Timestamp> timestamp(Node node) {
        return TimestampReader.read(node.section(TIMESTAMP_KEYS));
    }
}
