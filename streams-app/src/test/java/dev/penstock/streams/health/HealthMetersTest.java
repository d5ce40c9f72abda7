// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.health;

import dev.penstock.streams.state.LiveThread;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What is measured of an instance that reads its state back. */
class HealthMetersTest {

    private static final TopicPartition USERS = new TopicPartition("app-users-changelog", 3);
    private static final TopicPartition ITEMS = new TopicPartition("app-items-changelog", 3);

    private final RestoreProgress restoring = new RestoreProgress(new Silent());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private State state = State.REBALANCING;

    @BeforeEach
    void bind() {
        var threads = List.of(
                new LiveThread("one", "RUNNING", Map.of(new TaskId(0, 0), Set.of()), Map.of()),
                new LiveThread(
                        "two",
                        "RUNNING",
                        Map.of(new TaskId(0, 1), Set.of(), new TaskId(1, 1), Set.of()),
                        Map.of(new TaskId(0, 2), Set.of())));
        var health = new Health(
                () -> state,
                () -> threads,
                List::of,
                Optional::empty,
                Optional::empty,
                restoring,
                new Heartbeats(Map::of, Duration.ofSeconds(15)),
                2,
                Duration.ofMinutes(5),
                System::nanoTime);
        new HealthMeters(
                        health, restoring, () -> threads, new Replicas(topics -> Map.of(), List.of(), System::nanoTime))
                .bindTo(registry);
    }

    @Test
    void shouldTellWhatIsLeftToReadBack() {
        restoring.onRestoreStart(USERS, "users", 100, 500);
        restoring.onRestoreStart(ITEMS, "items", 0, 50);
        restoring.onBatchRestored(USERS, "users", 199, 100);

        assertThat(gauge("penstock.restoring.stores")).isEqualTo(2);
        assertThat(gauge("penstock.restoring")).isEqualTo(350);
        assertThat(gauge("penstock.ready")).isZero();

        restoring.onBatchRestored(USERS, "users", 499, 290);
        restoring.onRestoreEnd(USERS, "users", 390);
        restoring.onRestoreSuspended(ITEMS, "items", 0);
        state = State.RUNNING;

        assertThat(gauge("penstock.restoring.stores")).isZero();
        assertThat(gauge("penstock.restoring")).isZero();
        assertThat(registry.get("penstock.restored").functionCounter().count()).isEqualTo(390);
        assertThat(gauge("penstock.ready")).isEqualTo(1);
    }

    @Test
    void shouldTellTasksOfAllThreads() {
        assertThat(tasks("active")).isEqualTo(3);
        assertThat(tasks("standby")).isEqualTo(1);
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private double tasks(String role) {
        return registry.get("penstock.tasks").tag("role", role).gauge().value();
    }

    private static final class Silent implements StateRestoreListener {
        @Override
        public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
            // Nothing to do.
        }

        @Override
        public void onBatchRestored(TopicPartition changelog, String store, long to, long count) {
            // Nothing to do.
        }

        @Override
        public void onRestoreEnd(TopicPartition changelog, String store, long total) {
            // Nothing to do.
        }
    }
}
