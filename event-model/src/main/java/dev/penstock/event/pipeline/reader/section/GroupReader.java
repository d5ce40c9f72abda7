// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.Durations;
import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.FeatureGroup.KeyType;
import dev.penstock.event.pipeline.FeatureGroup.RecordKey;
import dev.penstock.event.pipeline.TumblingWindows;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.reader.section.FieldUse.Need;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.NodeValues;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;
import dev.penstock.event.pipeline.reader.yaml.Section;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads one feature group. */
public final class GroupReader {

    public static final List<String> KEYS = List.of(
            "from",
            "key",
            "key_type",
            "window",
            "rolling",
            "offset",
            "zone",
            "grace",
            "retention",
            "to",
            "record_key",
            "emit",
            "idle_close",
            "columns");

    public static final Map<String, RecordKey> RECORD_KEYS = snakeCase(RecordKey.values());
    public static final Map<String, KeyType> KEY_TYPES = snakeCase(KeyType.values());

    /** The words behind {@code emit}. */
    private enum Emit {
        UPDATES,
        FINAL
    }

    private final List<FieldUse> uses = new ArrayList<>();

    private GroupReader() {}

    public static GroupDraft read(Node.Entry entry) {
        return new GroupReader().draft(entry);
    }

    private GroupDraft draft(Node.Entry entry) {
        NodeValues.checkName(entry);
        Section section = entry.value().section(KEYS);
        ReadResult<String> from = section.required("from", node -> node.text("the name of a source or stream"));
        ReadResult<List<FieldPath>> key = section.required("key", this::key);
        ReadResult<TumblingWindows> window = WindowReader.read(section);
        ReadResult<Duration> grace = section.optional("grace", FeatureGroup.DEFAULT_GRACE, NodeValues::durationOrNone);
        ReadResult<Duration> retention =
                retention(section, window.map(TumblingWindows::longest).with(grace, Duration::plus));
        ReadResult<String> to = section.required("to", node -> NodeValues.topic(node, FeatureGroup.LATE_SUFFIX));
        ReadResult<List<Column>> columns = section.required("columns", node -> columns(node, key));
        ReadResult<Emission> emission = emission(section, window);
        emission.ifRead((how, at) -> RollingReader.checkNames(how, key, columns));
        ReadResult<RecordKey> recordKey =
                section.optional("record_key", RecordKey.KEY, node -> NodeValues.oneOf(node, RECORD_KEYS));
        ReadResult<KeyType> keyType =
                section.optional("key_type", KeyType.TEXT, node -> NodeValues.oneOf(node, KEY_TYPES));
        return new GroupDraft(
                entry,
                from,
                key,
                window,
                grace,
                retention,
                to,
                emission,
                columns,
                recordKey,
                keyType,
                List.copyOf(uses));
    }

    private static <E extends Enum<E>> Map<String, E> snakeCase(E[] constants) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : constants) {
            words.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return words;
    }

    private static ReadResult<Duration> retention(Section section, ReadResult<Duration> windowWithGrace) {
        Duration least = windowWithGrace.isRead() ? windowWithGrace.value() : Duration.ZERO;
        Duration standard = FeatureGroup.DEFAULT_RETENTION;
        return section.optional(
                "retention",
                least.compareTo(standard) > 0 ? least : standard,
                node -> NodeValues.duration(node)
                        .flatMap(retention -> retention.compareTo(least) < 0
                                ? node.wrong("tiles are needed for as long as their window takes events: retention"
                                        + " is at least window and grace together, " + Durations.text(least)
                                        + ", found "
                                        + node.yaml().describe())
                                : node.read(retention)));
    }

    private static ReadResult<Emission> emission(Section section, ReadResult<TumblingWindows> window) {
        ReadResult<Emit> emit =
                section.optional("emit", Emit.UPDATES, node -> NodeValues.oneOf(node, NodeValues.words(Emit.values())));
        boolean rolls = section.has("rolling");
        boolean neverCloses = emit.isRead() && emit.value() == Emit.UPDATES && !rolls;
        ReadResult<Duration> idleClose = section.optional(
                "idle_close",
                Emission.DEFAULT_IDLE_CLOSE,
                node -> neverCloses
                        ? node.wrong(
                                "only a group with emit: final waits for its windows to close, and one with rolling for"
                                        + " windows to leave; found idle_close")
                        : NodeValues.duration(node));
        if (rolls) {
            Node at = section.values().get("rolling");
            return emit.isRead() && emit.value() == Emit.FINAL
                    ? at.wrong(
                            "a row over the last windows changes as they leave, so a group with rolling has no emit: final;"
                                    + " leave emit out")
                    : RollingReader.read(at, section, window)
                            .flatMap(spans -> idleClose.flatMap(wait -> at.read(new Emission.Rolling(spans, wait))));
        }
        return idleClose.flatMap(
                wait -> emit.map(mode -> mode == Emit.FINAL ? new Emission.Final(wait) : Emission.UPDATES));
    }

    private ReadResult<List<FieldPath>> key(Node node) {
        if (!node.isList()) {
            return node.text("a field, a list of fields or all")
                    .flatMap(text -> text.equals(FeatureGroup.ALL_KEY)
                            ? node.read(List.of())
                            : keyField(node).map(List::of));
        }
        return FieldList.read(
                node, "is no key; write all for one row per window over all events", "the key", this::keyField);
    }

    private ReadResult<FieldPath> keyField(Node node) {
        return NodeValues.field(node).flatMap(path -> {
            if (FeatureGroup.RESERVED_FIELDS.contains(path.toString())) {
                return node.wrong("every feature row has a field " + Quote.quote(path.toString())
                        + " of its own, so no key field can have that name; rename it with the select of a stream");
            }
            uses.add(new FieldUse(path, Need.SINGLE_VALUE, node));
            return node.read(path);
        });
    }

    private ReadResult<List<Column>> columns(Node node, ReadResult<List<FieldPath>> key) {
        return node.entries("a mapping of column names to aggregates, such as {clicks: {count: events}}")
                .flatMap(entries -> {
                    if (entries.isEmpty()) {
                        return node.wrong("a feature group needs at least one column");
                    }
                    List<ColumnDraft> drafts = entries.stream()
                            .map(entry -> ColumnReader.read(entry, uses))
                            .toList();
                    drafts.forEach(draft -> checkAgainstKey(draft, key));
                    RatioCheck.check(drafts);
                    return ReadResult.all(
                            drafts.stream().map(ColumnDraft::column).toList(), node);
                });
    }

    private static void checkAgainstKey(ColumnDraft column, ReadResult<List<FieldPath>> key) {
        key.ifRead((fields, at) -> {
            if (fields.stream().anyMatch(field -> field.toString().equals(column.name()))) {
                column.entry()
                        .key()
                        .wrong("the key field " + Quote.quote(column.name())
                                + " is in every feature row already; name the column differently");
            }
        });
    }
}
