// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.Durations;
import dev.penstock.event.pipeline.TumblingWindows;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.reader.yaml.Node;
import dev.penstock.event.pipeline.reader.yaml.NodeValues;
import dev.penstock.event.pipeline.reader.yaml.ReadResult;
import dev.penstock.event.pipeline.reader.yaml.Section;

import java.time.Duration;
import java.time.ZoneId;

/** Reads the windows of a feature group. */
final class WindowReader {

    private static final Duration DAY = Duration.ofDays(1);

    private WindowReader() {}

    static ReadResult<TumblingWindows> read(Section group) {
        ReadResult<Duration> length = group.required("window", NodeValues::duration);
        ReadResult<Duration> offset = group.optional("offset", Duration.ZERO, node -> offset(node, length));
        if (!group.has("zone")) {
            return length.flatMap(is -> offset.map(later -> TumblingWindows.of(is, later)));
        }
        Node at = group.values().get("zone");
        ReadResult<ZoneId> zone = TimestampReader.zone(at);
        return length.flatMap(is -> is.toMillis() % DAY.toMillis() != 0
                ? at.wrong("by the clocks of a zone windows are of whole days, found a window of " + Durations.text(is)
                        + "; 'offset' moves shorter ones")
                : offset.flatMap(later -> zone.map(place -> TumblingWindows.of(is, later, place))));
    }

    private static ReadResult<Duration> offset(Node node, ReadResult<Duration> window) {
        return NodeValues.durationOrNone(node)
                .flatMap(offset -> window.isRead() && offset.compareTo(window.value()) >= 0
                        ? node.wrong("an offset is shorter than the window, which is " + Durations.text(window.value())
                                + ", found " + Quote.quote(Durations.text(offset)))
                        : node.read(offset));
    }
}
