// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

import java.util.EnumMap;
import java.util.Map;

/**
 * Turns what is no event into its dead letter: key, value, headers and timestamp as they came, and behind the headers
 * where it came from and what is wrong with it, under the names that Kafka Streams itself uses.
 */
final class DeadLetters extends ContextualProcessor<byte[], EventRecord, byte[], byte[]> {

    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

    DeadLetters(Source source, PipelineMetrics metrics) {
        for (Reason reason : Reason.values()) {
            counters.put(reason, metrics.deadLetters(source.name(), reason));
        }
    }

    @Override
    public void process(Record<byte[], EventRecord> record) {
        BadEvent bad = record.value().bad();
        counters.get(bad.reason()).increment();
        String message = bad.reason().code() + ": " + bad.detail();
        context()
                .forward(LetterNotes.letter(
                        record.value().arrival(),
                        BadEvent.class.getName(),
                        message,
                        context().recordMetadata()));
    }
}
