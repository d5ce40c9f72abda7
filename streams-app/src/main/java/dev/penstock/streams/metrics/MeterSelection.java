// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

import java.util.Set;

/**
 * Leaves out what Kafka and the JVM count and nobody needs here.
 *
 * <p>Kafka has some hundred figures for each client and thread, and more for each broker, topic, partition, task,
 * processor node and state store: thousands of series for an instance, most of which say the same again. Only those
 * that are named here pass. They are for each client or thread, so their number depends neither on partitions nor on
 * keys; lag by topic and freshness have meters of Penstock's own.
 */
public final class MeterSelection implements MeterFilter {

    private static final String KAFKA = "kafka.";

    /** What passes of Kafka's, by Micrometer's names. */
    private static final Set<String> OF_KAFKA = Set.of(
            "kafka.stream.alive.stream.threads",
            "kafka.stream.failed.stream.threads",
            "kafka.stream.thread.commit.total",
            "kafka.stream.thread.commit.latency.avg",
            "kafka.stream.thread.commit.latency.max",
            "kafka.stream.thread.process.ratio",
            "kafka.stream.thread.poll.ratio",
            "kafka.stream.thread.commit.ratio",
            "kafka.stream.thread.punctuate.ratio",
            "kafka.consumer.incoming.byte.total",
            "kafka.consumer.fetch.manager.fetch.latency.avg",
            "kafka.consumer.fetch.manager.fetch.latency.max",
            "kafka.consumer.fetch.manager.fetch.throttle.time.avg",
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.consumer.coordinator.failed.rebalance.total",
            "kafka.consumer.coordinator.rebalance.latency.max",
            "kafka.consumer.coordinator.last.heartbeat.seconds.ago",
            "kafka.producer.outgoing.byte.total",
            "kafka.producer.record.send.total",
            "kafka.producer.record.error.total",
            "kafka.producer.record.retry.total",
            "kafka.producer.request.latency.avg",
            "kafka.producer.request.latency.max",
            "kafka.producer.batch.size.avg",
            "kafka.producer.compression.rate.avg",
            "kafka.producer.produce.throttle.time.avg",
            "kafka.producer.buffer.available.bytes");

    /**
     * Against Prometheus' rules for names, which {@code promtool check metrics} reports: one ends like the count of a
     * histogram, the other is in nanoseconds. {@code process_cpu_usage} and {@code system_cpu_usage} say what they are for.
     */
    private static final Set<String> MISNAMED = Set.of("system.cpu.count", "process.cpu.time");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        String name = id.getName();
        boolean useful = name.startsWith(KAFKA) ? OF_KAFKA.contains(name) : !MISNAMED.contains(name);
        return useful ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
    }
}
