// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.feature;

import dev.penstock.engine.FeatureStreams;
import dev.penstock.engine.MicroBatch;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.source.TopologyParts;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The feature groups that read the same events, computed in micro-batches ({@code engine: micro-batch}). */
public final class MicroBatchTopology {

    private MicroBatchTopology() {}

    /**
     * Adds feature groups that write their rows and late events.
     *
     * @param each the events of a record
     * @param name of the source or stream that they read
     * @param projection of the events
     * @param sameKey whether a group's entity key is the record key; if not, deltas cross a repartition topic
     */
    public static <R> void addTo(
            KStream<byte[], R> records,
            Function<R, List<EventRecord>> each,
            String name,
            List<FeatureGroup> groups,
            Projection projection,
            Predicate<FeatureGroup> sameKey,
            TopologyParts parts) {
        if (groups.isEmpty()) {
            return;
        }
        Map<String, FeatureStreams> outputs = MicroBatch.of(name, projection, new EventRecordView())
                .withListener(new FeatureCounters(name, groups, parts))
                .addTo(records, each, groups, sameKey);
        for (FeatureGroup group : groups) {
            FeatureStreams output = outputs.get(group.name());
            output.rows().to(group.to(), produced(group, "rows-sink"));
            output.lateEvents().to(group.lateTopic(), produced(group, "late-events-sink"));
            output.lateTiles().to(group.lateTopic(), produced(group, "late-tiles-sink"));
        }
    }

    private static Produced<byte[], byte[]> produced(FeatureGroup group, String name) {
        return Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(group.name() + "." + name);
    }
}
