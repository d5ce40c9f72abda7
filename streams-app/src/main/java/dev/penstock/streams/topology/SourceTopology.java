// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.EventDecoder;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.ForeachAction;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** What stands in front of everything else that reads a source: decoding, and the dead letters. */
final class SourceTopology {

    private SourceTopology() {}

    /**
     * Reads a source once for all its readers.
     *
     * @return the source's events; what is none has gone to the dead-letter topic, records without a value are skipped
     */
    static KStream<byte[], EventRecord> addTo(
            StreamsBuilder builder, Source source, EventDecoder decoder, TopologyParts parts) {
        String name = source.name();
        var values = Serdes.serdeFrom(neverWritten(), new EventDeserializer(decoder));
        KStream<byte[], EventRecord> records = builder.stream(
                        source.topic(),
                        Consumed.with(Serdes.ByteArray(), values)
                                .withTimestampExtractor(new EventTimeExtractor(source, decoder, parts.clock()))
                                .withName(name))
                .peek(count(source, parts.metrics()), Named.as(name + ".count"));
        return withoutBad(records, source, name, parts);
    }

    /**
     * Sends what is bad among records of a source, or of a stream of it, to the source's dead-letter topic.
     *
     * @param name of the source or stream
     * @return the events
     */
    static KStream<byte[], EventRecord> withoutBad(
            KStream<byte[], EventRecord> records, Source source, String name, TopologyParts parts) {
        var branches = records.split(Named.as(name + ".by-fault."))
                .branch((key, record) -> record.isEvent(), Branched.as("events"))
                .branch((key, record) -> record.isBad(), Branched.as("bad"))
                .noDefaultBranch();
        branches.get(name + ".by-fault.bad")
                .process(() -> new DeadLetters(source, parts.metrics()), Named.as(name + ".dead-letters"))
                .to(
                        source.deadLetterTopic(),
                        Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name + ".dlq"));
        return branches.get(name + ".by-fault.events");
    }

    private static ForeachAction<byte[], EventRecord> count(Source source, PipelineMetrics metrics) {
        Counter all = metrics.events(source.name());
        Counter empty = metrics.empty(source.name());
        return (key, record) -> {
            all.increment();
            if (record.arrival().empty) {
                empty.increment();
            }
        };
    }

    /** Events leave as bytes that somebody made of them, never as they are. */
    private static Serializer<EventRecord> neverWritten() {
        return (topic, record) -> {
            throw new UnsupportedOperationException("an event record is not written to " + topic);
        };
    }
}
