// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The windowed path: an entity key, tumbling windows, and a few columns.
 *
 * @param name how the pipeline file calls it
 * @param from the source or stream that it reads
 * @param key the fields whose values together are the entity key; empty: one key, {@code all}, for all events
 * @param window the windows that events fall into
 * @param grace how long after its end, in event time of the source's partition, a window still takes events
 * @param retention how long, in event time, tiles stay in the store: what partitions may lie apart while they are
 *     read at different speeds; at least window and grace together
 * @param to the topic of the feature rows
 * @param emission when rows are written
 * @param columns in the order of the file; at least one
 * @param recordKey what the record key of a feature row is
 * @param keyType how key fields are told apart and written in feature rows
 */
public record FeatureGroup(
        String name,
        String from,
        List<FieldPath> key,
        TumblingWindows window,
        Duration grace,
        Duration retention,
        String to,
        Emission emission,
        List<Column> columns,
        RecordKey recordKey,
        KeyType keyType) {

    /** What the record key of a feature row is. */
    public enum RecordKey {
        /** The entity key, so that all windows of an entity have the same. */
        KEY,
        /** The entity key and the start of the window, so that each row of a key and window replaces the one before. */
        KEY_AND_WINDOW
    }

    /** How key fields are told apart and written in feature rows. */
    public enum KeyType {
        /** As texts: the number 7 and the text "7" are one key. */
        TEXT,
        /** As the events have them: the number 7 and the text "7" are two. */
        AS_IS
    }

    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);
    public static final Duration DEFAULT_RETENTION = Duration.ofDays(1);

    /** What follows a group's topic in the name of the topic of late events. */
    public static final String LATE_SUFFIX = "-late";

    /** The fields that every feature row has; no column or key field has such a name. */
    public static final Set<String> RESERVED_FIELDS = Set.of("window_start", "window_end", "final");

    /** The entity key of a group that is not split by any field. */
    public static final String ALL_KEY = "all";

    public FeatureGroup {
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    /** A group whose rows have texts for keys, and the entity key for the record key. */
    public FeatureGroup(
            String name,
            String from,
            List<FieldPath> key,
            Duration window,
            Duration grace,
            Duration retention,
            String to,
            Emission emission,
            List<Column> columns) {
        this(
                name,
                from,
                key,
                TumblingWindows.of(window),
                grace,
                retention,
                to,
                emission,
                columns,
                RecordKey.KEY,
                KeyType.TEXT);
    }

    /** Whether keys keep the types that the events have. */
    public boolean hasTypedKeys() {
        return keyType == KeyType.AS_IS;
    }

    /** Where events go that came too late for their window: {@code <to>-late}. */
    public String lateTopic() {
        return to + LATE_SUFFIX;
    }

    /** How long tiles stay in the store: {@link #retention}, and before each of them the longest span of a rolling row. */
    public Duration storeRetention() {
        return emission instanceof Emission.Rolling rolling ? retention.plus(rolling.longest()) : retention;
    }

    /** Until when, by the time of its partition, an event of this time counts; epoch milliseconds. */
    public long takenUntil(long timestamp) {
        return window.end(timestamp) + grace.toMillis();
    }

    /**
     * Whether an event that is ahead of the clock on its own is so far ahead that keeping it would make the store drop
     * windows that others still add to.
     *
     * @param timestamp of the event, epoch milliseconds
     * @param lead how far it is ahead of the clock, milliseconds
     * @param partitionTime that of the partition before it
     */
    public boolean isTooFarAhead(long timestamp, long lead, long partitionTime) {
        long others = Math.max(partitionTime, timestamp - lead);
        return timestamp - retention.toMillis() >= window.start(others - grace.toMillis());
    }
}
