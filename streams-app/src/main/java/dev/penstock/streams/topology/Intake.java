// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.Record;

import java.util.Optional;

/** What every record of a source passes first: counts it, skips it if it has no value, and sorts events from the rest. */
final class Intake {

    /** The record that the thread is processing right now, for those that are asked about it later. */
    private static final ThreadLocal<Passing> PASSING = ThreadLocal.withInitial(Passing::new);

    private final Arrivals arrivals;
    private final Counter all;
    private final Counter empty;
    private final String events;
    private final String bad;

    /**
     * @param events name of the node that takes events
     * @param bad name of the node that takes what is none
     */
    Intake(Source source, Arrivals arrivals, PipelineMetrics metrics, String events, String bad) {
        this.arrivals = arrivals;
        this.all = metrics.events(source.name());
        this.empty = metrics.empty(source.name());
        this.events = events;
        this.bad = bad;
    }

    private static final class Passing {
        private Record<byte[], EventRecord> record;
    }

    /** The record of a run that this thread is processing; empty between records. */
    static Optional<Record<byte[], EventRecord>> passing() {
        return Optional.ofNullable(PASSING.get().record);
    }

    /** The node that takes what arrived; empty where none does. */
    private Optional<String> childOf(EventRecord event) {
        if (event.isEvent()) {
            return Optional.of(events);
        } else if (event.isBad()) {
            return Optional.of(bad);
        }
        empty.increment();
        return Optional.empty();
    }

    /** Takes records that stand for themselves, and tells Kafka Streams that they keep their keys. */
    static final class OfRecords extends ContextualFixedKeyProcessor<byte[], EventRun, EventRecord> {

        private final Intake intake;

        OfRecords(Intake intake) {
            this.intake = intake;
        }

        @Override
        public void process(FixedKeyRecord<byte[], EventRun> record) {
            EventRun run = record.value();
            EventRecord event = run.events().get(0);
            intake.all.increment();
            intake.childOf(event).ifPresent(child -> context().forward(record.withValue(event), child));
            intake.arrivals.giveBack(run);
        }
    }

    /** Takes runs, and records that stand for themselves. From here on each record goes by itself. */
    static final class OfRuns extends ContextualProcessor<byte[], EventRun, byte[], EventRecord> {

        private final Intake intake;

        OfRuns(Intake intake) {
            this.intake = intake;
        }

        @Override
        public void process(Record<byte[], EventRun> record) {
            EventRun run = record.value();
            intake.all.increment(run.events().size());
            Passing passing = PASSING.get();
            try {
                if (run.records().isEmpty()) {
                    pass(record.withValue(run.events().get(0)), passing);
                } else {
                    passAll(run, passing);
                }
            } finally {
                passing.record = null;
            }
            intake.arrivals.giveBack(run);
        }

        private void passAll(EventRun run, Passing passing) {
            for (int i = 0; i < run.events().size(); i++) {
                pass(record(run.records().get(i), run.events().get(i)), passing);
            }
        }

        private static Record<byte[], EventRecord> record(ConsumerRecord<byte[], byte[]> own, EventRecord event) {
            Headers headers = own.headers();
            long time = event.arrival().time();
            // A record copies what it is given, which takes a while even where there is nothing to copy.
            return headers.toArray().length == 0
                    ? new Record<>(own.key(), event, time)
                    : new Record<>(own.key(), event, time, headers);
        }

        private void pass(Record<byte[], EventRecord> record, Passing passing) {
            passing.record = record;
            intake.childOf(record.value()).ifPresent(child -> context().forward(record, child));
        }
    }
}
