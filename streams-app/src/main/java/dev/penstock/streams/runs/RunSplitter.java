// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Lets each record of a run go by itself, as it would have come without runs. */
public final class RunSplitter extends ContextualProcessor<byte[], EventRun, byte[], EventRecord> {

    @Override
    public void process(Record<byte[], EventRun> record) {
        CurrentEvent.each(record.value().events(), event -> context().forward(record(event)));
    }

    /** A record of a run as it would have come by itself. */
    public static Record<byte[], EventRecord> record(EventRecord event) {
        SourceRecord sourceRecord = event.sourceRecord();
        Headers headers = sourceRecord.headers();
        // A record copies what it is given, which takes a while even where there is nothing to copy.
        return headers.iterator().hasNext()
                ? new Record<>(event.key(), event, sourceRecord.time(), headers)
                : new Record<>(event.key(), event, sourceRecord.time());
    }
}
