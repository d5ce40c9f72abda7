// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.runs.SourceRecord;
import dev.penstock.streams.topics.RecordLimit;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Turns what is no event into its dead letter: key, value, headers and timestamp as they came, and behind the headers
 * where it came from and what is wrong with it, under the names that Kafka Streams itself uses.
 */
public final class DeadLetterMaker extends ContextualProcessor<byte[], EventRecord, byte[], byte[]> {

    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

    private final RecordLimit limit;

    /** @param limit of the dead-letter topic */
    public DeadLetterMaker(Source source, RecordLimit limit, PipelineMetrics metrics) {
        this.limit = limit;
        for (Reason reason : Reason.values()) {
            if (!reason.isOfFieldAlone()) {
                counters.put(reason, metrics.deadLetters(source.name(), reason));
            }
        }
    }

    @Override
    public void process(Record<byte[], EventRecord> record) {
        SourceRecord sourceRecord = record.value().sourceRecord();
        BadEvent bad = record.value().bad();
        Record<byte[], byte[]> letter = letter(sourceRecord, bad.reason(), bad.detail());
        if (isOfTheRecord(bad.reason()) && !limit.takes(letter.key(), letter.value(), letter.headers())) {
            bad = tooLong(sourceRecord, bad);
            letter = letter(sourceRecord, bad.reason(), bad.detail());
        }
        counters.get(bad.reason()).increment();
        context().forward(letter);
    }

    private Record<byte[], byte[]> letter(SourceRecord sourceRecord, Reason reason, String detail) {
        return LetterBuilder.letter(sourceRecord, BadEvent.class.getName(), reason.code() + ": " + detail);
    }

    /** Of the record as it came, not of what a stream made of it. */
    private static boolean isOfTheRecord(Reason reason) {
        return reason != Reason.RESULT_TOO_LONG && reason != Reason.TOO_LONG;
    }

    /** What is too large for its dead-letter topic is told by that, whatever else is wrong with it. */
    private BadEvent tooLong(SourceRecord sourceRecord, BadEvent bad) {
        return new BadEvent(
                Reason.TOO_LONG,
                String.format(
                        Locale.ROOT,
                        "%,d bytes, which with what is said about them are more than %s; besides it is %s: %s",
                        sourceRecord.value().length,
                        limit.setting(),
                        bad.reason().code(),
                        bad.detail()));
    }
}
