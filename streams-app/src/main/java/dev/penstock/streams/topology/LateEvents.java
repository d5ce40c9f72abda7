// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.LetterHeaders;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Passes on an event that came too late as it came: key, value, headers and timestamp; behind the headers stands where
 * it came from and what it was too late for.
 */
final class LateEvents extends ContextualProcessor<byte[], GroupEvent, byte[], byte[]> {

    static final String EXCEPTION = "late_event";

    private final FeatureGroup group;

    LateEvents(FeatureGroup group) {
        this.group = group;
    }

    @Override
    public void process(Record<byte[], GroupEvent> record) {
        EventRecord event = record.value().record();
        long windowEnd =
                group.windowStart(event.event().timestamp()) + group.window().toMillis();
        Headers headers = new RecordHeaders(record.headers().toArray());
        LetterNotes.add(headers, LetterHeaders.EXCEPTION, EXCEPTION);
        LetterNotes.add(
                headers,
                LetterHeaders.MESSAGE,
                Letter.LATE
                        + ": the window of group '%s' that ended at %d takes events until %d, the time of the partition was %d"
                                .formatted(
                                        group.name(),
                                        windowEnd,
                                        windowEnd + group.grace().toMillis(),
                                        event.arrival().partitionTime));
        context().recordMetadata().ifPresent(origin -> LetterNotes.addOrigin(headers, origin));
        long timestamp = Math.max(0, event.arrival().recordTimestamp);
        context().forward(new Record<>(record.key(), event.raw(), timestamp, headers));
    }
}
