// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.state;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

import static java.util.Collections.unmodifiableSortedMap;

/**
 * What there is to show at one moment. Keys and fields are other people's text, with whatever is in it.
 *
 * @param in what the application reads, by source
 * @param out what a reader of committed records sees, by stream and feature group
 * @param watched newest rows of the one entity that the demo keeps an eye on, for each feature group that has it
 * @param rows newest rows of the other feature groups, the newest of each group first
 * @param events newest events of the streams, the newest of each stream first
 */
public record DemoSnapshot(
        Subject subject,
        Duration elapsed,
        List<Flow> in,
        List<Flow> out,
        Counts counts,
        DemoInput input,
        List<Watched> watched,
        List<Newest> rows,
        List<Newest> events) {

    /**
     * What the demo runs on.
     *
     * @param pipeline name of the file
     * @param servers where Kafka is
     * @param url where the application can be asked
     * @param topic one that is worth a look
     */
    public record Subject(String pipeline, String servers, String url, String topic) {}

    /** Records of one source, stream or feature group: in the last seconds, and since the start. */
    public record Flow(String name, double perSecond, long total) {}

    /**
     * What the application counts.
     *
     * @param lag records that it has not read yet
     * @param late events, once for each group that they are too late for
     * @param keyMissing events that don't count in a group because they lack its key
     * @param deadLetters by reason
     */
    public record Counts(long lag, long late, long keyMissing, SortedMap<String, Long> deadLetters) {

        public Counts {
            deadLetters = unmodifiableSortedMap(deadLetters);
        }

        public long allDeadLetters() {
            return deadLetters.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** A field of an event or row, its value as text; what was nested has a dotted name. */
    public record Field(String name, String value) {}

    /**
     * The newest rows of one entity.
     *
     * @param keyField what the group is keyed by
     * @param rows newest window first
     */
    public record Watched(String group, String keyField, String key, List<FeatureRow> rows) {}

    /** The newest of a stream or feature group. */
    public record Newest(String name, List<Field> fields) {}

    public DemoSnapshot {
        in = List.copyOf(in);
        out = List.copyOf(out);
        watched = List.copyOf(watched);
        rows = List.copyOf(rows);
        events = List.copyOf(events);
    }

    public long read() {
        return in.stream().mapToLong(Flow::total).sum();
    }

    public long written() {
        return out.stream().mapToLong(Flow::total).sum();
    }
}
