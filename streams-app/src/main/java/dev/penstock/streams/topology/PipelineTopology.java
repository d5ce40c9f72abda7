// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.EventDecoder;
import dev.penstock.event.Projection;
import dev.penstock.event.StreamSchema;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;

/** Everything that a pipeline file declares, as one topology. */
public final class PipelineTopology {

    private final StreamsBuilder builder;
    private final Pipeline pipeline;
    private final TopologyParts parts;

    private PipelineTopology(StreamsBuilder builder, Pipeline pipeline, TopologyParts parts) {
        this.builder = builder;
        this.pipeline = pipeline;
        this.parts = parts;
    }

    /** Adds all sources, streams and feature groups of a pipeline. */
    public static void addTo(StreamsBuilder builder, Pipeline pipeline, TopologyParts parts) {
        var topology = new PipelineTopology(builder, pipeline, parts);
        pipeline.sources().forEach(topology::add);
    }

    private void add(Source source) {
        var decoder = new EventDecoder(pipeline, source, parts.limits());
        addReaders(source, source.name(), SourceTopology.addTo(builder, source, decoder, parts), decoder.projection());
    }

    private void addReaders(Source source, String name, KStream<byte[], EventRecord> events, Projection projection) {
        for (FeatureGroup group : pipeline.featuresFrom(name)) {
            boolean sameKey = EntityOrigin.isPartitionKey(pipeline, group, source);
            WindowTopology.addTo(events, group, projection, sameKey, parts);
        }
        for (EventStream stream : pipeline.streamsFrom(name)) {
            Projection readers = StreamSchema.projection(pipeline, stream);
            var enriched = StreamTopology.addTo(events, stream, source, projection, readers, parts);
            addReaders(source, stream.name(), enriched, readers);
        }
    }
}
