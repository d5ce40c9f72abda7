// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.streams.client.InputLags;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.Map;
import java.util.TreeMap;

/** Reads what an instance has counted, and the lag of its input. Asks nobody over the network. */
final class PipelineCounts {

    private static final String REASON = "reason";

    private final MeterRegistry registry;
    private final InputLags lags;

    PipelineCounts(MeterRegistry registry, InputLags lags) {
        this.registry = registry;
        this.lags = lags;
    }

    RunningPipeline read() {
        return new RunningPipeline(
                sum(PipelineMetrics.EVENTS),
                sum(PipelineMetrics.ROWS),
                sum(PipelineMetrics.LATE),
                deadLetters(),
                lags.read());
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
}
