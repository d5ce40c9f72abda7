// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.health;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * When the consumers of stream threads last did what they do again and again, by Kafka's own metrics. Asks nobody over
 * the network. Safe for use by many threads.
 *
 * <p>An instance that was stopped for longer than its session, by a signal, a debugger or a virtual machine that was
 * moved, goes on where it was and takes partitions for its own that others have had for long. The age of its last
 * heartbeat tells.
 */
public final class Heartbeats {

    private static final String HEARTBEAT = "last-heartbeat-seconds-ago";
    private static final String POLL = "last-poll-seconds-ago";
    private static final String CONSUMER_SUFFIX = "-consumer";

    private final Supplier<Map<MetricName, ? extends Metric>> metrics;
    private final Duration session;
    private final Map<String, Metric> heartbeats = new ConcurrentHashMap<>();
    private final Map<String, Metric> polls = new ConcurrentHashMap<>();

    /**
     * @param metrics of Kafka Streams
     * @param session how long the group waits for a member before it gives its partitions away
     */
    public Heartbeats(Supplier<Map<MetricName, ? extends Metric>> metrics, Duration session) {
        this.metrics = metrics;
        this.session = session;
    }

    /** Whether a thread's partitions are still its own, as far as anybody can tell who doesn't ask Kafka. */
    public boolean areFresh(String thread) {
        return sinceHeartbeat(thread).map(age -> age.compareTo(session) < 0).orElse(true);
    }

    /** How long ago a thread told its group that it is there; empty if it did not yet, or there is no such thread. */
    public Optional<Duration> sinceHeartbeat(String thread) {
        return age(thread, HEARTBEAT, heartbeats);
    }

    /** How long ago a thread came round to ask for events; empty if it did not yet, or there is no such thread. */
    public Optional<Duration> sincePoll(String thread) {
        return age(thread, POLL, polls);
    }

    private Optional<Duration> age(String thread, String name, Map<String, Metric> known) {
        Metric metric = known.get(thread);
        if (metric == null) {
            // A look through all metrics, a few hundred, once for each thread.
            Optional<Metric> found = find(thread, name);
            found.ifPresent(one -> known.put(thread, one));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            metric = found.get();
        }
        return metric.metricValue() instanceof Number seconds && seconds.longValue() >= 0
                ? Optional.of(Duration.ofSeconds(seconds.longValue()))
                : Optional.empty();
    }

    private Optional<Metric> find(String thread, String name) {
        for (Map.Entry<MetricName, ? extends Metric> entry : metrics.get().entrySet()) {
            MetricName metric = entry.getKey();
            if (metric.name().equals(name)
                    && (thread + CONSUMER_SUFFIX).equals(metric.tags().get("client-id"))) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }
}
