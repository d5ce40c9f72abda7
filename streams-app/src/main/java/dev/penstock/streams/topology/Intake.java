// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

import java.util.Optional;

/**
 * What every record of a source passes first: counts it, skips it if it has no value, and sorts events from the rest.
 * From here on each record goes by itself, whether it came in a run or not.
 */
final class Intake extends ContextualProcessor<byte[], EventRun, byte[], EventRecord> {

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

    /** The record that this thread is processing; empty between records. */
    static Optional<Record<byte[], EventRecord>> passing() {
        return Optional.ofNullable(PASSING.get().record);
    }

    @Override
    public void process(Record<byte[], EventRun> record) {
        EventRun run = record.value();
        all.increment(run.events().size());
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
        arrivals.giveBack(run);
    }

    private void passAll(EventRun run, Passing passing) {
        for (int i = 0; i < run.events().size(); i++) {
            EventRecord event = run.events().get(i);
            ConsumerRecord<byte[], byte[]> own = run.records().get(i);
            pass(new Record<>(own.key(), event, event.arrival().time(), own.headers()), passing);
        }
    }

    private void pass(Record<byte[], EventRecord> record, Passing passing) {
        passing.record = record;
        EventRecord event = record.value();
        if (event.isEvent()) {
            context().forward(record, events);
        } else if (event.isBad()) {
            context().forward(record, bad);
        } else {
            empty.increment();
        }
    }
}
