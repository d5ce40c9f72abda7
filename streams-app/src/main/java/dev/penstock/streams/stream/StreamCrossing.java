// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.stream;

import dev.penstock.engine.key.EntityKey;
import dev.penstock.event.FieldPath;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.field.EventFilter;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.runs.CrossedRecord;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.runs.EventRun;
import dev.penstock.streams.runs.RunBufferPool;
import dev.penstock.streams.runs.RunSplitter;
import dev.penstock.streams.runs.SourceRecord;
import dev.penstock.streams.source.EventDeserializer;
import dev.penstock.streams.source.PassThrough;
import dev.penstock.streams.source.SourceTopology;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The way of events to a stream that needs those of a field's value together: through a repartition topic named after the
 * stream, by that value, each in its record as it came. Behind it they are read again as the source's were.
 */
public final class StreamCrossing {

    /**
     * Partitions of the source are not read in step, and those of the repartition topic have events of all of them. So
     * much further the time of one may be than that of another, without sessions ending too early.
     */
    static final Duration SLACK = Duration.ofDays(1);

    private final Source source;
    private final StreamTransformer.Plan plan;
    private final FieldPath by;
    private final EventDecoder decoder;
    private final RunBufferPool buffers;
    private final String crossed;

    /**
     * @param by the field whose values cross together
     * @param decoder of the source's events
     * @param keeps whether a reader looks at events again after it has processed them
     */
    public StreamCrossing(
            Source source, StreamTransformer.Plan plan, FieldPath by, EventDecoder decoder, boolean keeps) {
        this.source = source;
        this.plan = plan;
        this.by = by;
        this.decoder = decoder;
        this.buffers = new RunBufferPool(decoder, !keeps);
        this.crossed = plan.stream().name() + ".crossed";
    }

    /** Has the events of runs cross; what comes out is runs of one record. */
    public KStream<byte[], EventRun> ofRuns(KStream<byte[], EventRun> runs) {
        return cross(runs.process(RunSplitter::new, Named.as(plan.stream().name() + ".each")));
    }

    public KStream<byte[], EventRecord> ofRecords(KStream<byte[], EventRecord> events) {
        return cross(events).process(RunSplitter::new, Named.as(crossed + "-each"));
    }

    private KStream<byte[], EventRun> cross(KStream<byte[], EventRecord> events) {
        KStream<byte[], EventRun> sorted = events.process(
                        Leaving::new, Named.as(plan.stream().name() + ".crossing"))
                .repartition(Repartitioned.<byte[], EventRun>as(plan.stream().name())
                        .withKeySerde(Serdes.ByteArray())
                        .withValueSerde(asTheyCame()))
                .process(Arriving::new, Named.as(crossed));
        SourceTopology.deadLetters(
                sorted.process(RunSplitter::new, Named.as(SourceTopology.bad(crossed))), source, crossed, plan.parts());
        return sorted.process(PassThrough::new, Named.as(SourceTopology.events(crossed)));
    }

    private Serde<EventRun> asTheyCame() {
        return Serdes.serdeFrom((topic, run) -> run.events().get(0).raw(), new EventDeserializer(buffers));
    }

    /** Sends off what the stream takes. */
    private final class Leaving extends ContextualProcessor<byte[], EventRecord, byte[], EventRun> {

        private final EventFilter where = EventFilter.compile(plan.stream().where(), plan.read());
        private final EntityKey key = EntityKey.of(List.of(by), plan.read());

        @Override
        public void process(Record<byte[], EventRecord> record) {
            EventRecord event = record.value();
            if (where.matches(event.fields())) {
                byte[] value = key.read(event.fields())
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .orElse(null);
                context()
                        .forward(new Record<>(
                                CrossedRecord.key(event.sourceRecord(), value),
                                new EventRun(List.of(event), null),
                                record.timestamp(),
                                CrossedRecord.headers(event.sourceRecord(), value)));
            }
        }
    }

    /** Puts what has crossed back in its record. */
    private final class Arriving extends ContextualProcessor<byte[], EventRun, byte[], EventRun> {

        @Override
        public void process(Record<byte[], EventRun> record) {
            EventRun run = record.value();
            EventRecord event = run.events().get(0);
            SourceRecord sourceRecord = event.sourceRecord();
            CrossedRecord restored =
                    CrossedRecord.of(source.topic(), record.key(), sourceRecord.value(), record.headers());
            run.buffer().place(restored);
            sourceRecord.follow(restored.partitionTime());
            if (sourceRecord.isEvent() && decoder.isTimeOfRecord()) {
                sourceRecord.stamp(decoder);
            }
            sourceRecord.leadBy(restored.lead());
            var arrived = new Record<>(restored.streamKey(), run, sourceRecord.time(), restored.headers());
            if (event.isEvent()) {
                context().forward(arrived, SourceTopology.events(crossed));
            } else if (event.isBad()) {
                context().forward(arrived, SourceTopology.bad(crossed));
            }
            buffers.giveBack(run);
        }
    }
}
