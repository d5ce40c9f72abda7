// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.health;

import dev.penstock.streams.state.LiveThread;
import dev.penstock.streams.topics.WatchedTopic;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class HealthTest {

    private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);
    private static final TopicPartition CHANGELOG = new TopicPartition("app-users-changelog", 3);

    private final Map<MetricName, Double> values = new HashMap<>();
    private final Map<MetricName, Metric> metrics = new HashMap<>();
    private final RestoreProgress restoring = new RestoreProgress(new NoListener());
    private final List<LiveThread> alive =
            new ArrayList<>(List.of(thread("app-StreamThread-1"), thread("app-StreamThread-2")));
    private State state = State.CREATED;
    private List<WatchedTopic> missing = List.of();
    private Optional<String> registry = Optional.empty();
    private Optional<String> model = Optional.empty();
    private long nanos;
    private final Health health = new Health(
            () -> state,
            () -> alive,
            () -> missing,
            () -> registry,
            () -> model,
            restoring,
            new Heartbeats(() -> metrics, Duration.ofSeconds(15)),
            2,
            MAX_POLL_INTERVAL,
            () -> nanos);

    @Test
    void shouldBeAliveAndNotReadyWhileItStarts() {
        assertThat(health.status()).isEqualTo(InstanceStatus.STARTING);
        assertThat(health.isReady()).isFalse();
        assertThat(health.fault()).isEmpty();

        state = State.REBALANCING;
        assertThat(health.status()).isEqualTo(InstanceStatus.STARTING);
    }

    @Test
    void shouldBeReadyOnceItRuns() {
        state = State.RUNNING;

        assertThat(health.isReady()).isTrue();

        state = State.REBALANCING;
        assertThat(health.status()).isEqualTo(InstanceStatus.REBALANCING);
        assertThat(health.isReady()).isFalse();
        assertThat(health.fault()).isEmpty();
    }

    @Test
    void shouldBeAliveAndNotReadyWhileATopicIsMissing() {
        missing = List.of(new WatchedTopic("rows", "features", false));
        state = State.RUNNING;

        assertThat(health.status()).isEqualTo(InstanceStatus.TOPIC_MISSING);
        assertThat(health.isReady()).isFalse();
        assertThat(health.fault()).isEmpty();

        missing = List.of();
        assertThat(health.isReady()).isTrue();
    }

    @Test
    void shouldBeAliveAndNotReadyWhileEventsWaitForTheSchemaRegistry() {
        registry = Optional.of("GET http://localhost:8081/schemas/ids/1: connection refused");
        state = State.REBALANCING;
        assertThat(health.status()).isEqualTo(InstanceStatus.REGISTRY_MISSING);

        state = State.RUNNING;
        assertThat(health.status()).isEqualTo(InstanceStatus.REGISTRY_MISSING);
        assertThat(health.isReady()).isFalse();
        assertThat(health.fault()).isEmpty();

        registry = Optional.empty();
        assertThat(health.isReady()).isTrue();
    }

    @Test
    void shouldBeAliveWhileItRestoresHoweverLongAndSayHowFarItIs() {
        state = State.REBALANCING;
        poll("app-StreamThread-1", 0);
        restoring.onRestoreStart(CHANGELOG, "users", 100, 500);
        restoring.onBatchRestored(CHANGELOG, "users", 200, 100);
        nanos = Duration.ofHours(3).toNanos();

        assertThat(health.status()).isEqualTo(InstanceStatus.RESTORING);
        assertThat(health.fault()).isEmpty();
        assertThat(health.restoring()).hasValueSatisfying(progress -> {
            assertThat(progress.done()).isEqualTo(100);
            assertThat(progress.of()).isEqualTo(400);
            assertThat(progress.share()).isEqualTo(0.25);
        });

        restoring.onRestoreEnd(CHANGELOG, "users", 400);
        assertThat(health.restoring()).isEmpty();
    }

    @Test
    void shouldNotBeAliveWithAThreadThatIsStuck() {
        state = State.RUNNING;
        poll("app-StreamThread-1", 0);
        poll("app-StreamThread-2", MAX_POLL_INTERVAL.toSeconds());
        assertThat(health.fault()).isEmpty();

        poll("app-StreamThread-2", MAX_POLL_INTERVAL.toSeconds() + 1);

        assertThat(health.fault())
                .hasValue("app-StreamThread-2 has not come round for 301 s, at most 300 s are normal");
    }

    @Test
    void shouldNotBeAliveWithAThreadThatIsMissingForLong() {
        state = State.RUNNING;
        alive.remove(1);
        assertThat(health.fault()).as("it is being replaced").isEmpty();

        nanos = Health.MISSING_WITHIN.toNanos() + 1;
        assertThat(health.fault()).hasValue("1 of 2 stream threads are alive");

        alive.add(thread("app-StreamThread-3"));
        assertThat(health.fault()).isEmpty();
    }

    @Test
    void shouldNotBeAliveOnceItFailed() {
        state = State.PENDING_ERROR;

        assertThat(health.status()).isEqualTo(InstanceStatus.FAILED);
        assertThat(health.fault()).isPresent();
    }

    @Test
    void shouldNotTakePartitionsForItsOwnAfterAPauseLongerThanTheSession() {
        var heartbeats = new Heartbeats(() -> metrics, Duration.ofSeconds(15));
        assertThat(heartbeats.areFresh("app-StreamThread-1")).as("none yet").isTrue();

        heartbeat("app-StreamThread-1", 14);
        assertThat(heartbeats.areFresh("app-StreamThread-1")).isTrue();

        heartbeat("app-StreamThread-1", 15);
        assertThat(heartbeats.areFresh("app-StreamThread-1")).isFalse();
    }

    private void poll(String thread, long secondsAgo) {
        put(thread, "last-poll-seconds-ago", secondsAgo);
    }

    private void heartbeat(String thread, long secondsAgo) {
        put(thread, "last-heartbeat-seconds-ago", secondsAgo);
    }

    private void put(String thread, String name, long value) {
        var metric = new MetricName(name, "group", "", Map.of("client-id", thread + "-consumer"));
        values.put(metric, (double) value);
        metrics.putIfAbsent(metric, new Metric() {
            @Override
            public MetricName metricName() {
                return metric;
            }

            @Override
            public Object metricValue() {
                return values.get(metric);
            }
        });
    }

    private static LiveThread thread(String name) {
        return new LiveThread(name, "RUNNING", Map.of(), Map.of());
    }

    private static final class NoListener implements StateRestoreListener {
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
