// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import dev.penstock.bench.harness.Pause;
import dev.penstock.bench.truth.FeatureRow;
import dev.penstock.bench.truth.RowKey;
import dev.penstock.bench.truth.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Whether committed rows of user activity count each event that was sent, once. */
final class CountedEvents {

    private static final int WITHIN_SECONDS = 60;
    private static final int LOOK_EVERY_MILLIS = 1_000;

    private CountedEvents() {}

    /** Waits for them for a minute, no longer; empty if all are there. */
    static List<String> faults(TopicReader reader, String topic, long sent) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_SECONDS);
        while (true) {
            long counted = count(reader, topic);
            if (counted == sent) {
                return List.of();
            }
            if (counted > sent || System.nanoTime() > deadline) {
                return List.of(String.format(Locale.ROOT, "%d events were sent, but the rows count %d", sent, counted));
            }
            Pause.millis(LOOK_EVERY_MILLIS);
        }
    }

    private static long count(TopicReader reader, String topic) {
        Map<RowKey, Long> newest = new HashMap<>();
        reader.read(List.of(topic), row -> add(newest, row));
        return newest.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void add(Map<RowKey, Long> newest, ConsumerRecord<byte[], byte[]> record) {
        try {
            FeatureRow row = FeatureRow.read(record.value());
            var key = new RowKey(new String(record.key(), StandardCharsets.UTF_8), row.windowStart());
            newest.put(key, row.numbers().get("events_1m").longValue());
        } catch (IOException e) {
            throw new UncheckedIOException("a row can't be read", e);
        }
    }
}
