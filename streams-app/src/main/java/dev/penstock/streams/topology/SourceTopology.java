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

import java.time.Clock;

/** What stands in front of everything else that reads a source: decoding, and the dead letters. */
final class SourceTopology {

    private SourceTopology() {}

    /**
     * Reads a source once for all its readers.
     *
     * @return the source's events; what is none has gone to the dead-letter topic, records without a value are skipped
     */
    static KStream<byte[], EventRecord> addTo(
            StreamsBuilder builder, Source source, EventDecoder decoder, Clock clock) {
        String name = source.name();
        var values = Serdes.serdeFrom(neverWritten(), new EventDeserializer(decoder));
        var branches = builder.stream(
                        source.topic(),
                        Consumed.with(Serdes.ByteArray(), values)
                                .withTimestampExtractor(new EventTimeExtractor(source, decoder, clock))
                                .withName(name))
                .split(Named.as(name + "-"))
                .branch((key, record) -> record.isEvent(), Branched.as("events"))
                .branch((key, record) -> record.isBad(), Branched.as("bad"))
                .noDefaultBranch();
        branches.get(name + "-bad")
                .process(DeadLetters::new, Named.as(name + "-dead-letters"))
                .to(
                        source.deadLetterTopic(),
                        Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name + "-dlq"));
        return branches.get(name + "-events");
    }

    /** Events leave as bytes that somebody made of them, never as they are. */
    private static Serializer<EventRecord> neverWritten() {
        return (topic, record) -> {
            throw new UnsupportedOperationException("an event record is not written to " + topic);
        };
    }
}
