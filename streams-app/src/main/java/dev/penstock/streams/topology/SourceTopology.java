// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.EventDecoder;
import dev.penstock.event.pipeline.Source;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** What stands in front of everything else that reads a source: decoding, and the dead letters. */
final class SourceTopology {

    private SourceTopology() {}

    /**
     * Reads a source once for all its readers, record by record: none may come in runs, see {@link RunMaker}. Kafka
     * Streams knows that events keep the keys of their records.
     *
     * @return the source's events; what is none has gone to the dead-letter topic, records without a value are skipped
     */
    static KStream<byte[], EventRecord> byRecord(
            StreamsBuilder builder, Source source, EventDecoder decoder, TopologyParts parts) {
        String name = source.name();
        var arrivals = new Arrivals(decoder);
        Intake intake = intake(source, arrivals, parts);
        KStream<byte[], EventRecord> sorted = read(builder, source, decoder, arrivals, parts)
                .processValues(() -> new Intake.OfRecords(intake), Named.as(name + ".intake"));
        deadLetters(sorted.processValues(PassOn.WithKey::new, Named.as(bad(source))), source, name, parts);
        return sorted.processValues(PassOn.WithKey::new, Named.as(events(source)));
    }

    /** As {@link #byRecord}, but run by run where records come in runs. */
    static KStream<byte[], EventRun> byRun(
            StreamsBuilder builder, Source source, EventDecoder decoder, TopologyParts parts) {
        String name = source.name();
        var arrivals = new Arrivals(decoder);
        Intake intake = intake(source, arrivals, parts);
        KStream<byte[], EventRun> sorted = read(builder, source, decoder, arrivals, parts)
                .process(() -> new Intake.OfRuns(intake), Named.as(name + ".intake"));
        deadLetters(sorted.process(OneByOne::new, Named.as(bad(source))), source, name, parts);
        return sorted.process(PassOn::new, Named.as(events(source)));
    }

    private static String events(Source source) {
        return source.name() + ".events";
    }

    private static String bad(Source source) {
        return source.name() + ".bad";
    }

    private static Intake intake(Source source, Arrivals arrivals, TopologyParts parts) {
        return new Intake(source, arrivals, parts.metrics(), events(source), bad(source));
    }

    private static KStream<byte[], EventRun> read(
            StreamsBuilder builder, Source source, EventDecoder decoder, Arrivals arrivals, TopologyParts parts) {
        return builder.stream(
                source.topic(),
                Consumed.with(Serdes.ByteArray(), Serdes.serdeFrom(neverWritten(), new EventDeserializer(arrivals)))
                        .withTimestampExtractor(new EventTimeExtractor(source, decoder, parts.clock()))
                        .withName(source.name()));
    }

    /**
     * Sends what is bad among the records of a stream to the dead-letter topic of its source.
     *
     * @param name of the stream
     * @return the events
     */
    static KStream<byte[], EventRecord> withoutBad(
            KStream<byte[], EventRecord> records, Source source, String name, TopologyParts parts) {
        var branches = records.split(Named.as(name + ".by-fault."))
                .branch((key, record) -> record.isEvent(), Branched.as("events"))
                .branch((key, record) -> record.isBad(), Branched.as("bad"))
                .noDefaultBranch();
        deadLetters(branches.get(name + ".by-fault.bad"), source, name, parts);
        return branches.get(name + ".by-fault.events");
    }

    private static void deadLetters(KStream<byte[], EventRecord> bad, Source source, String name, TopologyParts parts) {
        bad.process(() -> new DeadLetters(source, parts.metrics()), Named.as(name + ".dead-letters"))
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
