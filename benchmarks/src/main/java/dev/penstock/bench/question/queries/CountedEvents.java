// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import dev.penstock.bench.contender.Instances;
import dev.penstock.bench.harness.Waiting;
import dev.penstock.bench.truth.FeatureRow;
import dev.penstock.bench.truth.RowKey;
import dev.penstock.bench.truth.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether committed rows of user activity count each event that was sent, once. */
final class CountedEvents {

    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final int LOOK_EVERY_MILLIS = 1_000;

    private final TopicReader reader;
    private final String topic;
    private long counted;

    private CountedEvents(TopicReader reader, String topic) {
        this.reader = reader;
        this.topic = topic;
    }

    /** Waits for them for a minute, no longer; empty if all are there. */
    static List<String> faults(Instances instances, String bootstrap, long sent) {
        var events = new CountedEvents(new TopicReader(bootstrap), instances.rows());
        Waiting.until(() -> events.count() >= sent, WITHIN, LOOK_EVERY_MILLIS);
        return events.counted == sent
                ? List.of()
                : List.of(
                        String.format(Locale.ROOT, "%d events were sent, but the rows count %d", sent, events.counted));
    }

    private long count() {
        Map<RowKey, Long> newest = new HashMap<>();
        reader.read(List.of(topic), row -> add(newest, row));
        counted = newest.values().stream().mapToLong(Long::longValue).sum();
        return counted;
    }

    private static void add(Map<RowKey, Long> newest, ConsumerRecord<byte[], byte[]> record) {
        try {
            FeatureRow row = FeatureRow.read(record.value());
            var key = new RowKey(new String(record.key(), StandardCharsets.UTF_8), row.windowStart());
            newest.put(key, row.events());
        } catch (IOException e) {
            throw new UncheckedIOException("a row can't be read", e);
        }
    }
}
