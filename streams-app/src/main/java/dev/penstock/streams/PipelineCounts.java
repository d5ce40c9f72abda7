// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams;

import dev.penstock.streams.http.health.InputLags;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.KafkaStreams;

import java.util.Map;
import java.util.TreeMap;

/** Reads what an instance has counted, and the lag that its consumers know of. Asks nobody over the network. */
final class PipelineCounts {

    private static final String REASON = "reason";

    private final MeterRegistry registry;
    private final InputLags lags;

    PipelineCounts(MeterRegistry registry, KafkaStreams streams) {
        this.registry = registry;
        this.lags = new InputLags(streams::metrics);
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
        return lags.read().values().stream().mapToLong(Long::longValue).sum();
    }
}
