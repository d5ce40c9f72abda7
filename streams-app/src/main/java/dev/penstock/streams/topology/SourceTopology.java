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
     * Reads a source once for all its readers.
     *
     * @param keepsKeys whether Kafka Streams has to know that events keep the keys of their records; then none may come in
     *     runs, see {@link RunMaker}
     * @return the source's events; what is none has gone to the dead-letter topic, records without a value are skipped
     */
    static KStream<byte[], EventRecord> addTo(
            StreamsBuilder builder, Source source, EventDecoder decoder, boolean keepsKeys, TopologyParts parts) {
        String name = source.name();
        String events = name + ".events";
        String bad = name + ".bad";
        var arrivals = new Arrivals(decoder);
        Intake intake = new Intake(source, arrivals, parts.metrics(), events, bad);
        KStream<byte[], EventRun> runs = builder.stream(
                source.topic(),
                Consumed.with(Serdes.ByteArray(), Serdes.serdeFrom(neverWritten(), new EventDeserializer(arrivals)))
                        .withTimestampExtractor(new EventTimeExtractor(source, decoder, parts.clock()))
                        .withName(name));
        Named sorting = Named.as(name + ".intake");
        if (keepsKeys) {
            KStream<byte[], EventRecord> sorted = runs.processValues(() -> new Intake.OfRecords(intake), sorting);
            deadLetters(sorted.processValues(PassOn.WithKey::new, Named.as(bad)), source, name, parts);
            return sorted.processValues(PassOn.WithKey::new, Named.as(events));
        }
        KStream<byte[], EventRecord> sorted = runs.process(() -> new Intake.OfRuns(intake), sorting);
        deadLetters(sorted.process(PassOn::new, Named.as(bad)), source, name, parts);
        return sorted.process(PassOn::new, Named.as(events));
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
