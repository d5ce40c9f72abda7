// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

import java.util.List;
import java.util.Optional;

/** Lets each record of a run go by itself, as it would have come without runs. */
final class OneByOne extends ContextualProcessor<byte[], EventRun, byte[], EventRecord> {

    /** The record that the thread is processing right now, for those that are asked about it later. */
    private static final ThreadLocal<Passing> PASSING = ThreadLocal.withInitial(Passing::new);

    /** One event of a run, told by its number: a reference that is written for each costs a memory fence with G1. */
    private static final class Passing {
        private List<EventRecord> run = List.of();
        private int event;
    }

    /** The record of a run that this thread is processing by itself; empty where there is none. */
    static Optional<Arrival> passing() {
        Passing passing = PASSING.get();
        return passing.run.isEmpty()
                ? Optional.empty()
                : Optional.of(passing.run.get(passing.event).arrival());
    }

    @Override
    public void process(Record<byte[], EventRun> record) {
        Passing passing = PASSING.get();
        try {
            List<EventRecord> run = record.value().events();
            passing.run = run;
            for (int i = 0; i < run.size(); i++) {
                passing.event = i;
                context().forward(record(run.get(i), run.get(i).arrival()));
            }
        } finally {
            passing.run = List.of();
        }
    }

    private static Record<byte[], EventRecord> record(EventRecord event, Arrival arrival) {
        Headers headers = arrival.headers();
        // A record copies what it is given, which takes a while even where there is nothing to copy.
        return headers.iterator().hasNext()
                ? new Record<>(arrival.key(), event, arrival.time(), headers)
                : new Record<>(arrival.key(), event, arrival.time());
    }
}
