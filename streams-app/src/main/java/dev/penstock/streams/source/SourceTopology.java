// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.source;

import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.deadletters.DeadLetterMaker;
import dev.penstock.streams.dedup.DuplicateFilter;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.runs.EventRun;
import dev.penstock.streams.runs.RunBufferPool;
import dev.penstock.streams.runs.RunMaker;
import dev.penstock.streams.runs.RunSplitter;
import dev.penstock.streams.senders.FieldWatch;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

import java.util.Optional;

/** What stands in front of everything else that reads a source: decoding, and the dead letters. */
public final class SourceTopology {

    private SourceTopology() {}

    /**
     * Reads a source once for all its readers, record by record: none may come in runs, see {@link RunMaker}. Kafka
     * Streams knows that events keep the keys of their records.
     *
     * @return the source's events; what is none has gone to the dead-letter topic, records without a value are skipped
     */
    public static KStream<byte[], EventRecord> byRecord(
            StreamsBuilder builder,
            Source source,
            StateOrigin origin,
            EventDecoder decoder,
            FieldWatch fields,
            TopologyParts parts) {
        String name = source.name();
        var buffers = new RunBufferPool(decoder);
        Optional<DuplicateFilter.Plan> ids = ids(builder, source, decoder);
        SourceProcessor processor = processor(source, origin, ids, buffers, fields, parts);
        KStream<byte[], EventRecord> sorted = read(builder, source, decoder, buffers, parts)
                .processValues(
                        () -> new SourceProcessor.OfRecords(processor), Named.as(name + ".intake"), stores(source));
        deadLetters(sorted.processValues(PassThrough.WithKey::new, Named.as(bad(name))), source, name, parts);
        return sorted.processValues(PassThrough.WithKey::new, Named.as(events(name)));
    }

    /**
     * As {@link #byRecord}, but run by run where records come in runs.
     *
     * @param keeps whether a reader looks at events again after it has processed them
     */
    public static KStream<byte[], EventRun> byRun(
            StreamsBuilder builder,
            Source source,
            StateOrigin origin,
            EventDecoder decoder,
            FieldWatch fields,
            TopologyParts parts,
            boolean keeps) {
        String name = source.name();
        var buffers = new RunBufferPool(decoder, !keeps);
        Optional<DuplicateFilter.Plan> ids = ids(builder, source, decoder);
        SourceProcessor processor = processor(source, origin, ids, buffers, fields, parts);
        KStream<byte[], EventRun> sorted = read(builder, source, decoder, buffers, parts)
                .process(() -> new SourceProcessor.OfRuns(processor), Named.as(name + ".intake"), stores(source));
        deadLetters(sorted.process(RunSplitter::new, Named.as(bad(name))), source, name, parts);
        return sorted.process(PassThrough::new, Named.as(events(name)));
    }

    /** Name of the node behind a source or stream that takes its events. */
    public static String events(String name) {
        return name + ".events";
    }

    /** Name of the node behind a source or stream that takes what is none, or could not be made one. */
    public static String bad(String name) {
        return name + ".bad";
    }

    private static Optional<DuplicateFilter.Plan> ids(StreamsBuilder builder, Source source, EventDecoder decoder) {
        Optional<DuplicateFilter.Plan> ids = DuplicateFilter.Plan.of(source, decoder.projection());
        ids.ifPresent(plan -> builder.addStateStore(plan.store()));
        return ids;
    }

    private static String[] stores(Source source) {
        return source.dedup().map(dedup -> new String[] {source.idStore()}).orElse(new String[0]);
    }

    private static SourceProcessor processor(
            Source source,
            StateOrigin origin,
            Optional<DuplicateFilter.Plan> ids,
            RunBufferPool buffers,
            FieldWatch fields,
            TopologyParts parts) {
        return new SourceProcessor(
                source, buffers, fields, parts.metrics(), origin, ids, events(source.name()), bad(source.name()));
    }

    private static KStream<byte[], EventRun> read(
            StreamsBuilder builder, Source source, EventDecoder decoder, RunBufferPool buffers, TopologyParts parts) {
        return builder.stream(
                source.topic(),
                Consumed.with(Serdes.ByteArray(), Serdes.serdeFrom(neverWritten(), new EventDeserializer(buffers)))
                        .withTimestampExtractor(new EventTimeExtractor(source, decoder, parts.clock(), parts.metrics()))
                        .withName(source.name()));
    }

    /**
     * Sends what is bad to the dead-letter topic of its source.
     *
     * @param name of what the records were found bad by
     */
    public static void deadLetters(KStream<byte[], EventRecord> bad, Source source, String name, TopologyParts parts) {
        bad.process(
                        () -> new DeadLetterMaker(
                                source, parts.limitOf().apply(source.deadLetterTopic()), parts.metrics()),
                        Named.as(name + ".dead-letters"))
                .to(
                        source.deadLetterTopic(),
                        Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name + ".dlq"));
    }

    /** Events leave as bytes that somebody made of them, never as they are. */
    private static Serializer<EventRun> neverWritten() {
        return (topic, run) -> {
            throw new UnsupportedOperationException("event records are not written to " + topic);
        };
    }
}
