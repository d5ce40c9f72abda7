// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.health;

import dev.penstock.streams.http.answer.StatsOf.Latency;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long this instance takes, by Kafka's own metrics. Asks nobody over the network. Safe for use by many threads. */
public final class Latencies {

    private static final String COMMIT = "commit-latency-avg";
    private static final String END_TO_END = "record-e2e-latency-avg";

    /** The nodes that write rows, by the stream or group whose rows they are; those of late events are called otherwise. */
    private static final Pattern SINK = Pattern.compile("(.+)\\.(rows-)?sink");

    private final Supplier<Map<MetricName, ? extends Metric>> metrics;

    /** @param metrics of Kafka Streams */
    public Latencies(Supplier<Map<MetricName, ? extends Metric>> metrics) {
        this.metrics = metrics;
    }

    public Latency read() {
        double commit = Double.NaN;
        Map<String, Double> endToEnd = new TreeMap<>();
        for (Map.Entry<MetricName, ? extends Metric> entry : metrics.get().entrySet()) {
            MetricName name = entry.getKey();
            if (name.name().equals(COMMIT)) {
                double value = value(entry.getValue());
                commit = Double.isNaN(commit) || value > commit ? value : commit;
            } else if (name.name().equals(END_TO_END)) {
                Matcher sink = SINK.matcher(name.tags().getOrDefault("processor-node-id", ""));
                double value = value(entry.getValue());
                if (sink.matches() && !Double.isNaN(value)) {
                    endToEnd.merge(sink.group(1), value, Math::max);
                }
            }
        }
        return new Latency(Double.isNaN(commit) ? null : commit, endToEnd);
    }

    /** To the tenth; NaN if there is none. */
    private static double value(Metric metric) {
        return metric.metricValue() instanceof Double value && !value.isNaN()
                ? Math.round(value * 10) / 10.0
                : Double.NaN;
    }
}
