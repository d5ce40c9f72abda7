// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.truth.Tally;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** A Kafka Streams application. How far it is, it says itself: what its source nodes have taken from their topics. */
final class StreamsRun implements Run {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(60);
    private static final String RECORDS = "records-consumed-total";
    private static final String TOPIC_GROUP = "stream-topic-metrics";
    private static final String TOPIC_TAG = "topic";
    private static final long LOOK_AGAIN_MILLIS = 500;

    private final KafkaStreams streams;
    private final Set<String> sources;
    private final long commitMillis;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private List<? extends Metric> consumed = List.of();
    private long lookedAt = Long.MIN_VALUE;

    private StreamsRun(Topology topology, Map<String, Object> config, Job job) {
        streams = new KafkaStreams(topology, new StreamsConfig(config));
        sources = job.events().keySet();
        commitMillis = job.commitMillis();
        streams.setUncaughtExceptionHandler(thrown -> {
            failure.compareAndSet(null, thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    static StreamsRun start(Topology topology, Map<String, Object> config, Job job) {
        var run = new StreamsRun(topology, config, job);
        run.streams.start();
        return run;
    }

    @Override
    public long processed() {
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("the application failed", thrown);
        }
        long now = System.nanoTime();
        // Metrics come and go with tasks, and to list them all takes longer than to read a few.
        if (lookedAt == Long.MIN_VALUE || now - lookedAt > TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MILLIS)) {
            consumed = consumedFrom(sources);
            lookedAt = now;
        }
        return sum(consumed);
    }

    /** What crosses a repartition topic is processed only after the commit that sent it. */
    @Override
    public void settle() {
        long before = -1;
        long now = consumedInAll();
        while (now != before) {
            sleep(2 * commitMillis + LOOK_AGAIN_MILLIS);
            before = now;
            now = consumedInAll();
        }
    }

    @Override
    public Tally tally() {
        return Tally.NONE;
    }

    /** @throws IllegalStateException if it can't be closed: then it may not have committed everything */
    @Override
    public void close() {
        if (!streams.close(CLOSE_WITHIN)) {
            throw new IllegalStateException("not closed within " + CLOSE_WITHIN.toSeconds() + " s");
        }
    }

    private long consumedInAll() {
        return sum(metrics().filter(metric -> isCount(metric.metricName())).toList());
    }

    private List<? extends Metric> consumedFrom(Set<String> topics) {
        return metrics()
                .filter(metric -> isCount(metric.metricName()))
                .filter(metric -> topics.contains(metric.metricName().tags().getOrDefault(TOPIC_TAG, "")))
                .toList();
    }

    private Stream<? extends Metric> metrics() {
        return streams.metrics().values().stream();
    }

    private static boolean isCount(MetricName name) {
        return name.group().equals(TOPIC_GROUP) && name.name().equals(RECORDS);
    }

    private static long sum(List<? extends Metric> metrics) {
        return metrics.stream()
                .mapToLong(metric -> ((Double) metric.metricValue()).longValue())
                .sum();
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
