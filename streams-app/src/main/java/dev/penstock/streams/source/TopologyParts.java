// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.source;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.SchemaRegistry;
import dev.penstock.streams.geo.GeoResolver;
import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.score.Scoring;
import dev.penstock.streams.senders.FieldWatches;
import dev.penstock.streams.state.StoreUpdates;
import dev.penstock.streams.topics.RecordLimit;

import java.time.Clock;
import java.util.function.Function;

/**
 * What a pipeline's topologies need that is not in the pipeline file. All of it is shared by all stream threads.
 *
 * @param geo says where an IP address belongs
 * @param clock tells events from the future, when an event was processed, and how old it is in a row
 * @param limits what is refused as an event
 * @param schemas where the schemas are that records name
 * @param maxRecordBytes most bytes of key, value and headers of a record that a stream makes
 * @param limitOf how large a record may be that goes to a topic
 * @param metrics where things are counted
 * @param updates is told when stores of feature groups change
 * @param fields what is seen of the fields of sources
 * @param scoring the models that streams ask
 */
public record TopologyParts(
        GeoResolver geo,
        Clock clock,
        DecodeLimits limits,
        SchemaRegistry schemas,
        int maxRecordBytes,
        Function<String, RecordLimit> limitOf,
        PipelineMetrics metrics,
        StoreUpdates updates,
        FieldWatches fields,
        Scoring scoring) {

    /** Leaves room for Kafka's own overhead below the 1,048,588 bytes that a topic takes unless it is told otherwise. */
    public static final int DEFAULT_MAX_RECORD_BYTES = 1_000_000;

    /** Of topics that take everything, and events that are all JSON. */
    public TopologyParts(
            GeoResolver geo,
            Clock clock,
            DecodeLimits limits,
            int maxRecordBytes,
            PipelineMetrics metrics,
            StoreUpdates updates,
            FieldWatches fields,
            Scoring scoring) {
        this(
                geo,
                clock,
                limits,
                SchemaRegistry.NONE,
                maxRecordBytes,
                topic -> RecordLimit.NONE,
                metrics,
                updates,
                fields,
                scoring);
    }
}
