// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.stream;

import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.runs.EventRun;
import dev.penstock.streams.source.PassThrough;
import dev.penstock.streams.source.SourceTopology;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** A stream: one event in, at most one event out. */
public final class StreamTopology {

    private StreamTopology() {}

    /**
     * Adds a stream that reads these events and writes its own to its topic: the record's key, unless that is protected, and headers as they came,
     * the event time for a timestamp. What becomes too long for a record is a dead letter of the source.
     *
     * @param source where the events come from, perhaps by way of other streams
     * @return the stream's events, for its readers
     */
    public static KStream<byte[], EventRecord> addTo(
            KStream<byte[], EventRecord> events, StreamTransformer.Plan plan, Source source) {
        KStream<byte[], EventRecord> made =
                events.processValues(new StreamProcessor.OfRecords(plan), Named.as(make(plan)));
        return addOutputs(made, plan.changesKey() ? withOwnKeys(made, plan) : made, plan, source);
    }

    /** As {@link #addTo}, run by run. */
    public static KStream<byte[], EventRecord> addToRuns(
            KStream<byte[], EventRun> runs, StreamTransformer.Plan plan, Source source) {
        String failed = plan.stream().name() + ".make-each";
        KStream<byte[], EventRecord> made =
                runs.process(new StreamProcessor.OfRuns(plan, failed), Named.as(make(plan)));
        made.process(StreamProcessor.Failed::new, Named.as(failed));
        return addOutputs(made, made, plan, source);
    }

    /** Whoever reads the stream within the topology goes on with the keys that the records came with. */
    private static KStream<byte[], EventRecord> withOwnKeys(
            KStream<byte[], EventRecord> made, StreamTransformer.Plan plan) {
        return made.map(
                (key, record) -> KeyValue.pair(record == null ? null : record.key(), record), Named.as(plan.keyed()));
    }

    private static String make(StreamTransformer.Plan plan) {
        return plan.stream().name() + ".make";
    }

    private static KStream<byte[], EventRecord> addOutputs(
            KStream<byte[], EventRecord> made,
            KStream<byte[], EventRecord> written,
            StreamTransformer.Plan plan,
            Source source) {
        String name = plan.stream().name();
        SourceTopology.deadLetters(
                made.processValues(PassThrough.WithKey::new, Named.as(SourceTopology.bad(name))),
                source,
                name,
                plan.parts());
        written.to(
                plan.stream().to(),
                Produced.with(Serdes.ByteArray(), writtenAsJson()).withName(plan.sink()));
        return made.processValues(PassThrough.WithKey::new, Named.as(SourceTopology.events(name)));
    }

    /** What stands for a run has no value of its own. */
    private static Serde<EventRecord> writtenAsJson() {
        return Serdes.serdeFrom(
                (topic, record) -> record == null ? null : record.fields().json(), (topic, bytes) -> {
                    throw new UnsupportedOperationException("an event record is not read from " + topic);
                });
    }
}
