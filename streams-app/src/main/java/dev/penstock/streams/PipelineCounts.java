// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams;

import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

import java.util.Map;
import java.util.TreeMap;

/** Reads what an instance has counted, and the lag that its consumers know of. Asks nobody over the network. */
final class PipelineCounts {

    private static final String REASON = "reason";

    private final MeterRegistry registry;
    private final KafkaStreams streams;

    PipelineCounts(MeterRegistry registry, KafkaStreams streams) {
        this.registry = registry;
        this.streams = streams;
    }

    RunningPipeline read() {
        return new RunningPipeline(
                sum(PipelineMetrics.EVENTS),
                sum(PipelineMetrics.ROWS),
                sum(PipelineMetrics.LATE),
                deadLetters(),
                lag());
    }

    private long sum(String counter) {
        return (long) registry.find(counter).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private Map<String, Long> deadLetters() {
        Map<String, Long> byReason = new TreeMap<>();
        for (Counter counter : registry.find(PipelineMetrics.DEAD_LETTERS).counters()) {
            if (counter.count() > 0) {
                byReason.merge(counter.getId().getTag(REASON), (long) counter.count(), Long::sum);
            }
        }
        return byReason;
    }

    private long lag() {
        return streams.metrics().entrySet().stream()
                .filter(metric -> isLag(metric.getKey()))
                .mapToLong(metric -> value(metric.getValue()))
                .sum();
    }

    private static boolean isLag(MetricName name) {
        return name.name().equals("records-lag")
                && name.tags().containsKey("partition")
                && !name.tags().getOrDefault("client-id", "").endsWith("-restore-consumer");
    }

    /** Not a number until the first records of a partition have come. */
    private static long value(Metric metric) {
        return metric.metricValue() instanceof Double number && !number.isNaN() ? number.longValue() : 0;
    }
}
