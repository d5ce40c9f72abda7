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

import java.util.List;
import java.util.function.Predicate;

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
        boolean keepsKeys = pipeline.engine() == Pipeline.Engine.PER_EVENT;
        addReaders(
                source,
                source.name(),
                SourceTopology.addTo(builder, source, decoder, keepsKeys, parts),
                decoder.projection());
    }

    private void addReaders(Source source, String name, KStream<byte[], EventRecord> events, Projection projection) {
        addFeatures(source, name, events, projection);
        for (EventStream stream : pipeline.streamsFrom(name)) {
            Projection readers = StreamSchema.projection(pipeline, stream);
            var enriched = StreamTopology.addTo(events, stream, source, projection, readers, parts);
            addReaders(source, stream.name(), enriched, readers);
        }
    }

    private void addFeatures(Source source, String name, KStream<byte[], EventRecord> events, Projection projection) {
        List<FeatureGroup> groups = pipeline.featuresFrom(name);
        Predicate<FeatureGroup> sameKey = group -> EntityOrigin.isPartitionKey(pipeline, group, source);
        switch (pipeline.engine()) {
            case MICRO_BATCH -> MicroBatchTopology.addTo(events, name, groups, projection, sameKey, parts);
            case PER_EVENT ->
                groups.forEach(group -> WindowTopology.addTo(events, group, projection, sameKey.test(group), parts));
        }
    }
}
