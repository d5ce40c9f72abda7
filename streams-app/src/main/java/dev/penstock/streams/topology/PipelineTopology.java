// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.Projection;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.field.StreamSchema;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.feature.EntityOrigin;
import dev.penstock.streams.feature.MicroBatchTopology;
import dev.penstock.streams.perevent.PerEventTopology;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.runs.EventRun;
import dev.penstock.streams.senders.FieldWatch;
import dev.penstock.streams.source.ReaderFields;
import dev.penstock.streams.source.SourceTopology;
import dev.penstock.streams.source.StateOrigin;
import dev.penstock.streams.source.TopologyParts;
import dev.penstock.streams.stream.StreamCrossing;
import dev.penstock.streams.stream.StreamProtection;
import dev.penstock.streams.stream.StreamTopology;
import dev.penstock.streams.stream.StreamTransformer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Everything that a pipeline file declares, as one topology. */
public final class PipelineTopology {

    private final StreamsBuilder builder;
    private final Pipeline pipeline;
    private final TopologyParts parts;
    private final Map<String, EventDecoder> decoders = new HashMap<>();

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
        var decoder = new EventDecoder(pipeline, source, parts.limits(), parts.schemas());
        decoders.put(source.name(), decoder);
        var origin = StateOrigin.of(pipeline, source);
        var fields = new FieldWatch(pipeline, source, decoder, parts.metrics(), parts.clock());
        parts.fields().add(source.name(), fields);
        switch (pipeline.engine()) {
            case MICRO_BATCH ->
                addReaders(
                        source,
                        SourceTopology.byRun(builder, source, origin, decoder, fields, parts, hasScores(source)),
                        decoder);
            case PER_EVENT ->
                addReaders(
                        source,
                        source.name(),
                        SourceTopology.byRecord(builder, source, origin, decoder, fields, parts),
                        decoder.projection());
        }
    }

    /** What reads a source takes whole runs, what reads a stream one event after the other. */
    private void addReaders(Source source, KStream<byte[], EventRun> runs, EventDecoder decoder) {
        String name = source.name();
        MicroBatchTopology.addTo(
                runs, EventRun::events, name, groups(name), decoder.projection(), sameKey(source), parts);
        addStreams(
                source,
                name,
                decoder.projection(),
                plan -> StreamTopology.addToRuns(
                        crossing(source, plan)
                                .map(crossing -> crossing.ofRuns(runs))
                                .orElse(runs),
                        plan,
                        source));
    }

    private void addReaders(Source source, String name, KStream<byte[], EventRecord> events, Projection projection) {
        addFeatures(source, name, events, projection);
        addStreams(
                source,
                name,
                projection,
                plan -> StreamTopology.addTo(
                        crossing(source, plan)
                                .map(crossing -> crossing.ofRecords(events))
                                .orElse(events),
                        plan,
                        source));
    }

    private Optional<StreamCrossing> crossing(Source source, StreamTransformer.Plan plan) {
        return pipeline.crossesBy(plan.stream())
                .map(field -> new StreamCrossing(source, plan, field, decoders.get(source.name()), hasScores(source)));
    }

    /** @param add adds a stream and answers with its events */
    private void addStreams(
            Source source,
            String name,
            Projection projection,
            Function<StreamTransformer.Plan, KStream<byte[], EventRecord>> add) {
        for (EventStream stream : pipeline.streamsFrom(name)) {
            Projection readers = StreamSchema.projection(pipeline, stream);
            var plan = new StreamTransformer.Plan(
                    stream,
                    projection,
                    new ReaderFields(stream, source, readers, parts),
                    StreamProtection.of(pipeline, stream, projection, ReaderFields.limits(stream, parts)),
                    StreamProtection.changesKey(pipeline, stream),
                    field -> stream.from().equals(source.name()) && source.decrypts(field),
                    isRead(stream),
                    pipeline.crossesBy(stream).isPresent(),
                    parts);
            addReaders(source, stream.name(), add.apply(plan), readers);
        }
    }

    private void addFeatures(Source source, String name, KStream<byte[], EventRecord> events, Projection projection) {
        switch (pipeline.engine()) {
            case MICRO_BATCH ->
                MicroBatchTopology.addTo(events, List::of, name, groups(name), projection, sameKey(source), parts);
            case PER_EVENT ->
                groups(name)
                        .forEach(group -> PerEventTopology.addTo(
                                events, group, projection, sameKey(source).test(group), parts));
        }
    }

    /** Events that models are asked about wait for the answers. */
    private boolean hasScores(Source source) {
        return pipeline.streams().stream()
                .anyMatch(stream -> !stream.scores().isEmpty()
                        && pipeline.sourceOf(stream.from()).equals(source));
    }

    private boolean isRead(EventStream stream) {
        return !pipeline.streamsFrom(stream.name()).isEmpty()
                || !groups(stream.name()).isEmpty();
    }

    private List<FeatureGroup> groups(String from) {
        return pipeline.featuresFrom(from);
    }

    private Predicate<FeatureGroup> sameKey(Source source) {
        return group -> EntityOrigin.isPartitionKey(pipeline, group, source);
    }
}
