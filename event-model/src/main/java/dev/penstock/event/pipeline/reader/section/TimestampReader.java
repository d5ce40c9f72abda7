// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.Source.Unit;
import dev.penstock.event.pipeline.TimeFormat;
import dev.penstock.event.pipeline.Timestamp;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.NodeValues;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;
import dev.penstock.event.pipeline.reader.yaml.Section;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads where a source says that the time of an event stands. */
final class TimestampReader {

    private static final List<String> PLACES = List.of("field", "header", "record");

    private TimestampReader() {}

    static ReadResult<Timestamp> read(Section section) {
        List<String> places = PLACES.stream().filter(section::has).toList();
        if (places.size() > 1) {
            return section.at().wrong("has " + Quote.names(places) + ", expected one of them");
        }
        if (section.has("record")) {
            return ofRecord(section);
        }
        if (section.has("header")) {
            ReadResult<String> header = section.required("header", node -> node.text("the name of a header"));
            ReadResult<TimeFormat> format = format(section);
            return header.flatMap(name -> format.map(is -> new Timestamp.InHeader(name, is)));
        }
        ReadResult<FieldPath> field = section.required("field", NodeValues::field);
        ReadResult<TimeFormat> format = format(section);
        return field.flatMap(path -> format.map(is -> new Timestamp.InField(path, is)));
    }

    private static ReadResult<Timestamp> ofRecord(Section section) {
        for (String word : List.of("unit", "zone")) {
            if (section.has(word)) {
                return section.values().get(word).wrong("the timestamp of a record has no '" + word + "'");
            }
        }
        return section.required(
                "record", node -> NodeValues.oneOf(node, Map.of("true", (Timestamp) new Timestamp.OfRecord())));
    }

    private static ReadResult<TimeFormat> format(Section section) {
        ReadResult<Unit> unit = section.required("unit", node -> NodeValues.oneOf(node, SourceReader.UNITS));
        if (!section.has("zone")) {
            return unit.map(TimeFormat::of);
        }
        Node at = section.values().get("zone");
        ReadResult<ZoneId> zone = zone(at);
        return unit.flatMap(is -> is == Unit.ISO8601 || is == Unit.AUTO
                ? zone.map(place -> new TimeFormat(is, Optional.of(place)))
                : at.wrong("a number of time has no time zone; 'zone' is for the units iso8601 and auto"));
    }

    /** A time zone by its name, as in Europe/Stockholm, or an offset. */
    static ReadResult<ZoneId> zone(Node node) {
        return node.text("a time zone such as Europe/Stockholm, UTC or +02:00").flatMap(name -> {
            try {
                return node.read(ZoneId.of(name));
            } catch (DateTimeException e) {
                Set<String> known = ZoneId.getAvailableZoneIds();
                return node.wrong("there is no time zone " + Quote.quote(name)
                        + (Suggestion.nearest(name, known).isEmpty()
                                ? "; expected one such as Europe/Stockholm, UTC or +02:00"
                                : Suggestion.hint(name, known)));
            }
        });
    }
}
