// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Enricher;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.reader.section.FieldUse.Need;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.Part;
import dev.penstock.event.pipeline.reader.yaml.Section;
import dev.penstock.event.pipeline.reader.yaml.Values;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one stream. */
public final class StreamReader {

    public static final List<String> KEYS = List.of("from", "where", "enrich", "select", "set", "to");

    private final List<FieldUse> uses = new ArrayList<>();
    private final List<AddedField> added = new ArrayList<>();

    private StreamReader() {}

    public static StreamDraft read(Node.Entry entry) {
        return new StreamReader().draft(entry);
    }

    private StreamDraft draft(Node.Entry entry) {
        Values.checkName(entry);
        Section section = entry.value().section(KEYS);
        Part<String> from = section.required("from", node -> node.text("the name of a source or stream"));
        Part<Filter> where = section.optional("where", Filter.ALL, node -> FilterReader.read(node, uses));
        Part<List<Enricher>> enrichers = section.optional("enrich", List.of(), this::enrichers);
        Part<Map<FieldPath, FieldPath>> select = section.optional("select", Map.of(), this::select);
        Part<Map<FieldPath, FieldValue.Scalar>> set = section.optional("set", Map.of(), this::set);
        Part<String> to = section.required("to", node -> Values.topic(node, ""));
        added.sort(Comparator.comparing(field -> field.at().yaml().place()));
        return new StreamDraft(entry, from, where, enrichers, select, set, to, List.copyOf(uses), List.copyOf(added));
    }

    private Part<List<Enricher>> enrichers(Node node) {
        Section section = node.section(EnrichReader.KEYS);
        List<Part<Enricher>> enrichers = new EnrichReader(uses).read(section);
        enrichers.forEach(part -> part.ifRead((enricher, at) -> enricher.outputs()
                .forEach(output -> added.add(new AddedField.Enriched(output.field(), output.type(), at)))));
        return section.isComplete() ? Part.all(enrichers, node) : Part.wrong();
    }

    private Part<Map<FieldPath, FieldPath>> select(Node node) {
        return node.entries("a mapping of new field names to old ones").flatMap(entries -> {
            if (entries.isEmpty()) {
                return node.wrong("select names no field; leave it out to keep all fields");
            }
            Map<FieldPath, FieldPath> select = new LinkedHashMap<>();
            for (Node.Entry entry : entries) {
                Part<FieldPath> name = Values.field(entry);
                Part<FieldPath> old = Values.field(entry.value());
                old.ifRead((path, at) -> uses.add(new FieldUse(path, Need.ANYTHING, at)));
                name.ifRead((path, at) -> old.ifRead((from, same) -> {
                    added.add(new AddedField.Selected(path, from, at));
                    select.put(path, from);
                }));
            }
            return select.size() == entries.size() ? node.read(select) : Part.wrong();
        });
    }

    private Part<Map<FieldPath, FieldValue.Scalar>> set(Node node) {
        return node.entries("a mapping of fields to constants").flatMap(entries -> {
            Map<FieldPath, FieldValue.Scalar> set = new LinkedHashMap<>();
            for (Node.Entry entry : entries) {
                Part<FieldPath> name = Values.field(entry);
                Part<FieldValue.Scalar> value = Values.constant(entry.value());
                name.ifRead((path, at) -> value.ifRead((constant, same) -> {
                    added.add(new AddedField.Constant(path, constant, at));
                    set.put(path, constant);
                }));
            }
            return set.size() == entries.size() ? node.read(set) : Part.wrong();
        });
    }
}
