// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Enricher;
import dev.penstock.event.pipeline.reader.section.FieldUse.Need;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.NodeValues;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;
import dev.penstock.event.pipeline.reader.yaml.Section;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the enrichers of a stream. */
public final class EnrichReader {

    public static final List<String> KEYS = List.of("time", "geo", "device", "version", "sentiment", "session");
    public static final List<String> FIELD_KEYS = List.of("field");
    public static final List<String> SESSION_KEYS = List.of("gap", "by");

    private final List<FieldUse> uses;

    /** @param uses gathers the fields that are named */
    EnrichReader(List<FieldUse> uses) {
        this.uses = uses;
    }

    /** The enrichers that could be read, in the order of the file. */
    List<ReadResult<Enricher>> read(Section section) {
        List<ReadResult<Enricher>> enrichers = new ArrayList<>();
        section.values().forEach((name, node) -> enrichers.add(enricher(name, node)));
        return enrichers;
    }

    private ReadResult<Enricher> enricher(String name, Node node) {
        return switch (name) {
            case "time" -> time(node);
            case "geo" -> overField(node, Enricher.Geo::new);
            case "device" -> overField(node, Enricher.Device::new);
            case "version" -> overField(node, Enricher.Version::new);
            case "sentiment" -> overField(node, Enricher.Sentiment::new);
            case "session" -> session(node);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static ReadResult<Enricher> time(Node node) {
        return node.entries("{}, as time takes no settings")
                .flatMap(entries -> entries.isEmpty()
                        ? node.read(new Enricher.Time())
                        : entries.get(0).key().wrong("time takes no settings; write {}"));
    }

    private ReadResult<Enricher> overField(Node node, Function<FieldPath, Enricher> enricher) {
        ReadResult<FieldPath> field = node.section(FIELD_KEYS).required("field", NodeValues::field);
        field.ifRead((path, at) -> uses.add(new FieldUse(path, Need.SINGLE_VALUE, at)));
        return field.flatMap(path -> node.read(enricher.apply(path)));
    }

    private ReadResult<Enricher> session(Node node) {
        Section section = node.section(SESSION_KEYS);
        ReadResult<Duration> gap = section.required("gap", NodeValues::duration);
        ReadResult<Optional<FieldPath>> by = section.optional(
                "by", Optional.empty(), value -> NodeValues.field(value).map(Optional::of));
        by.ifRead((path, at) -> path.ifPresent(field ->
                uses.add(new FieldUse(field, Need.SINGLE_VALUE, section.values().get("by")))));
        return gap.flatMap(duration -> by.flatMap(field -> node.read(new Enricher.Session(duration, field))));
    }
}
