// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.chaos;

import dev.penstock.kafka.LocalKafka;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

/** A whole instance with 256 MB of heap, and with more state than its RocksDB memory holds. */
class LittleMemoryTest {

    private static final int USERS = 1_000_000;
    private static final String ROWS = "features-user-activity";
    private static final long ROCKSDB_BYTES = 32 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    @Test
    void shouldHoldAMillionKeysOfOneCommitInterval() throws IOException {
        try (var kafka = LocalKafka.start()) {
            for (String topic : List.of(ManyUsers.TOPIC, ManyUsers.TOPIC + "-dlq", ROWS, ROWS + "-late")) {
                kafka.createTopic(topic, 4);
            }
            var users = new ManyUsers(USERS);
            users.send(kafka.bootstrapServers());
            Path state = folder.resolve("instance");
            // The broker allows transactions of a quarter of an hour.
            String never = "commit.interval.ms=900000\nproducer.transaction.timeout.ms=900000\n";
            try (var instance = new Instance(state, arguments(kafka, never));
                    var next = new Instance(state, arguments(kafka, ""));
                    var rows = new UserRows(kafka.bootstrapServers(), ROWS, users)) {
                instance.start();
                Cache most = mostUntilAllIsTaken(instance, users.sent());

                assertThat(instance.isRunning()).as("%s", instance.output()).isTrue();
                assertThat(rows.committed()).as("rows before the first commit").isZero();
                // The bound is a soft one: memory for writes is given back only when they are on disk.
                assertThat(most.usage()).isBetween(ROCKSDB_BYTES / 2, ROCKSDB_BYTES + ROCKSDB_BYTES / 10);
                assertThat(most.capacity()).isEqualTo(ROCKSDB_BYTES);

                // Commits what is gathered, or, where it can't in the time that it has, leaves all to the next start.
                instance.stop();
                next.start();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> rows.poll() || !next.isRunning());
                assertThat(rows.differences()).isEmpty();
                assertThat(next.output()).doesNotContain("OutOfMemoryError");
            }
        }
    }

    /** All stores share one cache, of blocks, index, filters and write buffers, so each tells what it holds as a whole. */
    private record Cache(long capacity, long usage) {

        static Cache of(ProcessMetrics metrics) {
            return new Cache(
                    metrics.ofStores("block-cache-capacity").max().orElse(0),
                    metrics.ofStores("block-cache-usage").max().orElse(0));
        }

        Cache or(Cache other) {
            return new Cache(Math.max(capacity, other.capacity), Math.max(usage, other.usage));
        }
    }

    private static Cache mostUntilAllIsTaken(Instance instance, long events) {
        var most = new AtomicReference<>(new Cache(0, 0));
        Awaitility.await().atMost(PATIENCE).until(() -> instance.output().contains("running with 4 tasks"));
        try (var metrics = new ProcessMetrics(instance.pid())) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> {
                        most.set(most.get().or(Cache.of(metrics)));
                        return metrics.consumed() >= events || !instance.isRunning();
                    });
        }
        return most.get();
    }

    private List<String> arguments(LocalKafka kafka, String settings) throws IOException {
        Path pipeline = Files.writeString(folder.resolve("pipeline.yaml"), """
                sources:
                  app_events: {topic: app-events, partitioned_by: user_id, timestamp: {field: timestamp, unit: millis}}
                features:
                  user_activity:
                    from: app_events
                    key: user_id
                    window: 1m
                    grace: 30s
                    to: features-user-activity
                    columns:
                      events_1m:        {count: events}
                      views_1m:         {count: events, where: {event_type: view}}
                      clicks_1m:        {count: events, where: {event_type: click}}
                      purchases_1m:     {count: events, where: {event_type: purchase}}
                      ctr_1m:           {ratio: [clicks_1m, views_1m]}
                      total_spend:      {sum: amount, where: {event_type: purchase}}
                      items_1m:         {distinct: item_id}
                      session_duration: {duration: events}
                """);
        Path config = Files.writeString(Files.createTempFile(folder, "streams", ".properties"), settings);
        return List.of(
                "--pipeline",
                pipeline.toString(),
                "--config",
                config.toString(),
                "--bootstrap-server",
                kafka.bootstrapServers(),
                "--rocksdb-memory",
                Long.toString(ROCKSDB_BYTES));
    }
}
