// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Lets each record of a run go by itself, as it would have come without runs. */
public final class OneByOne extends ContextualProcessor<byte[], EventRun, byte[], EventRecord> {

    @Override
    public void process(Record<byte[], EventRun> record) {
        Passing.each(record.value().events(), event -> context().forward(record(event)));
    }

    /** A record of a run as it would have come by itself. */
    public static Record<byte[], EventRecord> record(EventRecord event) {
        Arrival arrival = event.arrival();
        Headers headers = arrival.headers();
        // A record copies what it is given, which takes a while even where there is nothing to copy.
        return headers.iterator().hasNext()
                ? new Record<>(arrival.key(), event, arrival.time(), headers)
                : new Record<>(arrival.key(), event, arrival.time());
    }
}
