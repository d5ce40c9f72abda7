// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.pipeline.Source.Timestamp;
import dev.penstock.event.pipeline.Source.Unit;

import java.util.List;
import java.util.Map;

/** Reads one source. */
final class SourceReader {

    static final List<String> KEYS = List.of("topic", "partitioned_by", "timestamp", "max_future");
    static final List<String> TIMESTAMP_KEYS = List.of("field", "unit");
    static final Map<String, Unit> UNITS = Values.words(Unit.values());

    private SourceReader() {}

    static SourceDraft read(Node.Entry entry) {
        Values.checkName(entry);
        Section section = entry.value().section(KEYS);
        return new SourceDraft(
                entry,
                section.required("topic", node -> Values.topic(node, Source.DEAD_LETTER_SUFFIX)),
                section.required("partitioned_by", Values::field),
                section.required("timestamp", SourceReader::timestamp),
                section.optional("max_future", Source.DEFAULT_MAX_FUTURE, Values::duration));
    }

    private static Part<Timestamp> timestamp(Node node) {
        Section section = node.section(TIMESTAMP_KEYS);
        var field = section.required("field", Values::field);
        var unit = section.required("unit", each -> Values.oneOf(each, UNITS));
        return field.flatMap(path -> unit.map(is -> new Timestamp(path, is)));
    }
}
