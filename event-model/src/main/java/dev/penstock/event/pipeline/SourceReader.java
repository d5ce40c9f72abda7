// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.pipeline.Source.Unit;

import java.util.List;
import java.util.Map;

/** Reads one source. */
final class SourceReader {

    static final List<String> KEYS = List.of("topic", "partitioned_by", "timestamp", "max_future");
    static final List<String> TIMESTAMP_KEYS = List.of("field", "header", "record", "unit", "zone");
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
        return TimestampReader.read(node.section(TIMESTAMP_KEYS));
    }
}
