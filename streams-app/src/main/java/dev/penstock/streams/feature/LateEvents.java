// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.feature;

import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.LetterBuilder;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.runs.SourceRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

import java.util.Locale;

/**
 * Passes on an event that came too late as it came: key, value, headers and timestamp; behind the headers stands where
 * it came from and what it was too late for.
 */
public final class LateEvents extends ContextualProcessor<byte[], GroupEvent, byte[], byte[]> {

    static final String EXCEPTION = "late_event";

    private final FeatureGroup group;

    public LateEvents(FeatureGroup group) {
        this.group = group;
    }

    @Override
    public void process(Record<byte[], GroupEvent> record) {
        context().forward(letter(record.value().record(), group));
    }

    /** An event that came too late for a group. */
    static Record<byte[], byte[]> letter(EventRecord event, FeatureGroup group) {
        long until = group.takenUntil(event.timestamp());
        SourceRecord sourceRecord = event.sourceRecord();
        String why = until <= sourceRecord.partitionTime()
                ? String.format(
                        Locale.ROOT,
                        "the window of group '%s' that ended at %d takes events until %d, the time of the partition was %d",
                        group.name(),
                        group.window().end(event.timestamp()),
                        until,
                        sourceRecord.partitionTime())
                : String.format(
                        Locale.ROOT,
                        "the event is %d ms ahead of the clock, further than the retention of group '%s' lets it be",
                        sourceRecord.lead(),
                        group.name());
        return LetterBuilder.letter(sourceRecord, EXCEPTION, Letter.LATE + ": " + why);
    }
}
