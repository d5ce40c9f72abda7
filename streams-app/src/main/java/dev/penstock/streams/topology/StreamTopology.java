// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.Source;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** A stream: one event in, at most one event out. */
final class StreamTopology {

    private StreamTopology() {}

    /**
     * Adds a stream that reads these events and writes its own to its topic: the record's key and headers as they came,
     * the event time for a timestamp. What becomes too long for a record is a dead letter of the source.
     *
     * @param source where the events come from, perhaps by way of other streams
     * @param read the projection of the events
     * @param readers the projection of the stream's own events, see {@link dev.penstock.event.StreamSchema#projection}
     * @param isRead whether there are readers
     * @return the stream's events, for its readers
     */
    static KStream<byte[], EventRecord> addTo(
            KStream<byte[], EventRecord> events,
            EventStream stream,
            Source source,
            Projection read,
            Projection readers,
            boolean isRead,
            TopologyParts parts) {
        String name = stream.name();
        var readerFields = new ReaderFields(stream, readers, parts);
        KStream<byte[], EventRecord> made = events.processValues(
                new StreamProcessor.Supplier(stream, read, readerFields, isRead, parts), Named.as(name + ".make"));
        SourceTopology.deadLetters(
                made.processValues(PassOn.WithKey::new, Named.as(SourceTopology.bad(name))), source, name, parts);
        made.to(stream.to(), Produced.with(Serdes.ByteArray(), writtenAsJson()).withName(StreamProcessor.sink(stream)));
        return made.processValues(PassOn.WithKey::new, Named.as(SourceTopology.events(name)));
    }

    /** What stands for a run has no value of its own. */
    private static Serde<EventRecord> writtenAsJson() {
        return Serdes.serdeFrom(
                (topic, record) -> record == null ? null : record.fields().json(), (topic, bytes) -> {
                    throw new UnsupportedOperationException("an event record is not read from " + topic);
                });
    }
}
