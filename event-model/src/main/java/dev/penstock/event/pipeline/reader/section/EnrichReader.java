// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Enricher;
import dev.penstock.event.pipeline.reader.section.FieldUse.Need;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.Part;
import dev.penstock.event.pipeline.reader.yaml.Section;
import dev.penstock.event.pipeline.reader.yaml.Values;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the enrichers of a stream. */
public final class EnrichReader {

    public static final List<String> KEYS = List.of("time", "geo", "device", "version", "session");
    public static final List<String> FIELD_KEYS = List.of("field");
    public static final List<String> SESSION_KEYS = List.of("gap");

    private final List<FieldUse> uses;

    /** @param uses gathers the fields that are named */
    EnrichReader(List<FieldUse> uses) {
        this.uses = uses;
    }

    /** The enrichers that could be read, in the order of the file. */
    List<Part<Enricher>> read(Section section) {
        List<Part<Enricher>> enrichers = new ArrayList<>();
        section.values().forEach((name, node) -> enrichers.add(enricher(name, node)));
        return enrichers;
    }

    private Part<Enricher> enricher(String name, Node node) {
        return switch (name) {
            case "time" -> time(node);
            case "geo" -> overField(node, Enricher.Geo::new);
            case "device" -> overField(node, Enricher.Device::new);
            case "version" -> overField(node, Enricher.Version::new);
            case "session" -> session(node);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Part<Enricher> time(Node node) {
        return node.entries("{}, as time takes no settings")
                .flatMap(entries -> entries.isEmpty()
                        ? node.read(new Enricher.Time())
                        : entries.get(0).key().wrong("time takes no settings; write {}"));
    }

    private Part<Enricher> overField(Node node, Function<FieldPath, Enricher> enricher) {
        Part<FieldPath> field = node.section(FIELD_KEYS).required("field", Values::field);
        field.ifRead((path, at) -> uses.add(new FieldUse(path, Need.SINGLE_VALUE, at)));
        return field.flatMap(path -> node.read(enricher.apply(path)));
    }

    private static Part<Enricher> session(Node node) {
        Part<Duration> gap = node.section(SESSION_KEYS).required("gap", Values::duration);
        return gap.flatMap(duration -> node.read(new Enricher.Session(duration)));
    }
}
