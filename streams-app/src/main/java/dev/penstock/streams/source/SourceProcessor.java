// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.source;

import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.dedup.DuplicateFilter;
import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.runs.CurrentEvent;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.runs.EventRun;
import dev.penstock.streams.runs.RunBufferPool;
import dev.penstock.streams.senders.FieldWatch;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What every record of a source passes first: counts it, skips it if it has no value, and sorts events from the rest. */
final class SourceProcessor {

    /** How often it is looked whether fields never come, also while no events do. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private final RunBufferPool buffers;
    private final FieldWatch fields;
    private final Counter all;
    private final Counter processed;
    private final Counter empty;
    private final String events;
    private final String bad;
    private final StateOrigin origin;
    private final Optional<DuplicateFilter.Plan> ids;

    /**
     * @param fields is shown every event
     * @param origin what is noted with each commit
     * @param ids by which events are known that came before
     * @param events name of the node that takes events
     * @param bad name of the node that takes what is none
     */
    SourceProcessor(
            Source source,
            RunBufferPool buffers,
            FieldWatch fields,
            PipelineMetrics metrics,
            StateOrigin origin,
            Optional<DuplicateFilter.Plan> ids,
            String events,
            String bad) {
        this.buffers = buffers;
        this.fields = fields;
        this.all = metrics.events(source.name());
        this.processed = metrics.processed(source.name());
        this.empty = metrics.empty(source.name());
        this.events = events;
        this.bad = bad;
        this.origin = origin;
        this.ids = ids;
    }

    /** Answers with what refuses events that came before. */
    private Consumer<List<EventRecord>> start(ProcessingContext context) {
        origin.note(context);
        context.schedule(BETWEEN_LOOKS, PunctuationType.WALL_CLOCK_TIME, now -> fields.judge());
        return ids.<Consumer<List<EventRecord>>>map(plan -> plan.open(context)::refuseDuplicates)
                .orElse(events -> {});
    }

    private void look(List<EventRecord> run) {
        for (int i = 0; i < run.size(); i++) {
            EventRecord event = run.get(i);
            fields.see(event.fields());
            if (event.fields().unusableCount() > 0) {
                fields.seeUnusable(event.fields(), event.sourceRecord().origin());
            }
        }
        fields.saw(run.size());
    }

    /** Takes records that stand for themselves, and tells Kafka Streams that they keep their keys. */
    static final class OfRecords extends ContextualFixedKeyProcessor<byte[], EventRun, EventRecord> {

        private final SourceProcessor processor;
        private Consumer<List<EventRecord>> duplicates;

        OfRecords(SourceProcessor processor) {
            this.processor = processor;
        }

        @Override
        public void init(FixedKeyProcessorContext<byte[], EventRecord> context) {
            super.init(context);
            duplicates = processor.start(context);
        }

        @Override
        public void process(FixedKeyRecord<byte[], EventRun> record) {
            EventRun run = record.value();
            duplicates.accept(run.events());
            if (run.events().size() == 1) {
                process(run.events().get(0), record);
            } else {
                // What fails of a record is told by that.
                CurrentEvent.each(run.events(), event -> process(event, record));
            }
            processor.buffers.giveBack(run);
        }

        private void process(EventRecord event, FixedKeyRecord<byte[], EventRun> record) {
            processor.all.increment();
            processor.processed.increment();
            if (event.isEvent()) {
                processor.look(List.of(event));
                context().forward(inItsOwnTime(record.withValue(event)), processor.events);
            } else if (event.isBad()) {
                context().forward(record.withValue(event), processor.bad);
            } else {
                processor.empty.increment();
            }
        }

        /** An event that doesn't move the partition's time, or isn't the last of its record, came with another time. */
        private static FixedKeyRecord<byte[], EventRecord> inItsOwnTime(FixedKeyRecord<byte[], EventRecord> record) {
            long time = record.value().sourceRecord().time();
            return time == record.timestamp() ? record : record.withTimestamp(time);
        }
    }

    /** Takes runs, and records that stand for themselves. */
    static final class OfRuns extends ContextualProcessor<byte[], EventRun, byte[], EventRun> {

        private final SourceProcessor processor;
        private Consumer<List<EventRecord>> duplicates;

        OfRuns(SourceProcessor processor) {
            this.processor = processor;
        }

        @Override
        public void init(ProcessorContext<byte[], EventRun> context) {
            super.init(context);
            duplicates = processor.start(context);
        }

        @Override
        public void process(Record<byte[], EventRun> record) {
            EventRun run = record.value();
            List<EventRecord> all = run.events();
            duplicates.accept(all);
            processor.all.increment(all.size());
            processor.processed.increment(all.size());
            List<EventRecord> events = only(all, EventRecord::isEvent);
            processor.look(events);
            pass(events, record, processor.events);
            if (events.size() < all.size()) {
                List<EventRecord> bad = only(all, EventRecord::isBad);
                pass(bad, record, processor.bad);
                processor.empty.increment(all.size() - events.size() - bad.size());
            }
            processor.buffers.giveBack(run);
        }

        /** Nearly always there is no reason to copy the list. */
        private static List<EventRecord> only(List<EventRecord> events, Predicate<EventRecord> what) {
            for (EventRecord event : events) {
                if (!what.test(event)) {
                    return events.stream().filter(what).toList();
                }
            }
            return events;
        }

        private void pass(List<EventRecord> events, Record<byte[], EventRun> record, String child) {
            if (!events.isEmpty()) {
                context()
                        .forward(
                                record.withValue(
                                        new EventRun(events, record.value().buffer())),
                                child);
            }
        }
    }
}
