// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.health;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How many records of each partition were not fetched yet, as far as the consumers know. Safe for use by many threads. */
public final class InputLags {

    private final Supplier<Map<MetricName, ? extends Metric>> metrics;

    /** @param metrics of Kafka Streams */
    public InputLags(Supplier<Map<MetricName, ? extends Metric>> metrics) {
        this.metrics = metrics;
    }

    /** Partitions of which nothing was fetched yet are missing. */
    public Map<TopicPartition, Long> read() {
        Map<TopicPartition, Long> lags = new HashMap<>();
        metrics.get().forEach((name, metric) -> {
            if (isLag(name) && metric.metricValue() instanceof Double lag && !lag.isNaN()) {
                lags.merge(partition(name), lag.longValue(), Math::max);
            }
        });
        return lags;
    }

    private static boolean isLag(MetricName name) {
        return name.name().equals("records-lag")
                && name.tags().containsKey("partition")
                && !name.tags().getOrDefault("client-id", "").endsWith("-restore-consumer");
    }

    private static TopicPartition partition(MetricName name) {
        return new TopicPartition(
                name.tags().get("topic"), Integer.parseInt(name.tags().get("partition")));
    }
}
