// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Enricher;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.Protection;
import dev.penstock.event.pipeline.Score;
import dev.penstock.event.pipeline.reader.section.FieldUse.Need;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.NodeValues;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;
import dev.penstock.event.pipeline.reader.yaml.Section;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one stream. */
public final class StreamReader {

    public static final List<String> KEYS =
            List.of("from", "where", "enrich", "score", "select", "set", "encrypt", "pseudonymise", "to");

    private final List<FieldUse> uses = new ArrayList<>();
    private final List<AddedField> added = new ArrayList<>();
    private final List<FieldUse> protectedFields = new ArrayList<>();

    private StreamReader() {}

    public static StreamDraft read(Node.Entry entry) {
        return new StreamReader().draft(entry);
    }

    private StreamDraft draft(Node.Entry entry) {
        NodeValues.checkName(entry);
        Section section = entry.value().section(KEYS);
        ReadResult<String> from = section.required("from", node -> node.text("the name of a source or stream"));
        ReadResult<Filter> where = section.optional("where", Filter.ALL, node -> FilterReader.read(node, uses));
        ReadResult<List<Enricher>> enrichers = section.optional("enrich", List.of(), this::enrichers);
        ReadResult<List<Score>> scores = section.optional("score", List.of(), new ScoreReader(uses, added)::read);
        ReadResult<Map<FieldPath, FieldPath>> select = section.optional("select", Map.of(), this::select);
        ReadResult<Map<FieldPath, FieldValue.Scalar>> set = section.optional("set", Map.of(), this::set);
        ReadResult<Optional<Protection>> encrypt = section.optional("encrypt", Optional.empty(), this::protection);
        ReadResult<Optional<Protection>> pseudonymise =
                section.optional("pseudonymise", Optional.empty(), this::protection);
        ReadResult<String> to = section.required("to", node -> NodeValues.topic(node, ""));
        added.sort(Comparator.comparing(field -> field.at().yaml().place()));
        return new StreamDraft(
                entry,
                from,
                where,
                enrichers,
                scores,
                select,
                set,
                to,
                encrypt,
                pseudonymise,
                List.copyOf(uses),
                List.copyOf(protectedFields),
                List.copyOf(added));
    }

    private ReadResult<Optional<Protection>> protection(Node node) {
        return ProtectionReader.read(node, protectedFields).map(Optional::of);
    }

    private ReadResult<List<Enricher>> enrichers(Node node) {
        Section section = node.section(EnrichReader.KEYS);
        List<ReadResult<Enricher>> enrichers = new EnrichReader(uses).read(section);
        enrichers.forEach(part -> part.ifRead((enricher, at) -> enricher.outputs()
                .forEach(output -> added.add(new AddedField.Enriched(output.field(), output.type(), at)))));
        return section.isComplete() ? ReadResult.all(enrichers, node) : ReadResult.wrong();
    }

    private ReadResult<Map<FieldPath, FieldPath>> select(Node node) {
        return node.entries("a mapping of new field names to old ones").flatMap(entries -> {
            if (entries.isEmpty()) {
                return node.wrong("select names no field; leave it out to keep all fields");
            }
            Map<FieldPath, FieldPath> select = new LinkedHashMap<>();
            for (Node.Entry entry : entries) {
                ReadResult<FieldPath> name = NodeValues.field(entry);
                ReadResult<FieldPath> old = NodeValues.field(entry.value());
                old.ifRead((path, at) -> uses.add(new FieldUse(path, Need.ANYTHING, at)));
                name.ifRead((path, at) -> old.ifRead((from, same) -> {
                    added.add(new AddedField.Selected(path, from, at));
                    select.put(path, from);
                }));
            }
            return select.size() == entries.size() ? node.read(select) : ReadResult.wrong();
        });
    }

    private ReadResult<Map<FieldPath, FieldValue.Scalar>> set(Node node) {
        return node.entries("a mapping of fields to constants").flatMap(entries -> {
            Map<FieldPath, FieldValue.Scalar> set = new LinkedHashMap<>();
            for (Node.Entry entry : entries) {
                ReadResult<FieldPath> name = NodeValues.field(entry);
                ReadResult<FieldValue.Scalar> value = NodeValues.constant(entry.value());
                name.ifRead((path, at) -> value.ifRead((constant, same) -> {
                    added.add(new AddedField.Constant(path, constant, at));
                    set.put(path, constant);
                }));
            }
            return set.size() == entries.size() ? node.read(set) : ReadResult.wrong();
        });
    }
}
