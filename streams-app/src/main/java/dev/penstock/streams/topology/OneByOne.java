// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

import java.util.Optional;

/** Lets each record of a run go by itself, as it would have come without runs. */
final class OneByOne extends ContextualProcessor<byte[], EventRun, byte[], EventRecord> {

    /** The record that the thread is processing right now, for those that are asked about it later. */
    private static final ThreadLocal<Passing> PASSING = ThreadLocal.withInitial(Passing::new);

    private static final class Passing {
        private Arrival arrival;
    }

    /** The record of a run that this thread is processing by itself; empty where there is none. */
    static Optional<Arrival> passing() {
        return Optional.ofNullable(PASSING.get().arrival);
    }

    @Override
    public void process(Record<byte[], EventRun> record) {
        Passing passing = PASSING.get();
        try {
            for (EventRecord event : record.value().events()) {
                passing.arrival = event.arrival();
                context().forward(record(event, event.arrival()));
            }
        } finally {
            passing.arrival = null;
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
