// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.health;

import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what an instance has counted, by name. */
final class CounterTotals {

    private final MeterRegistry registry;

    CounterTotals(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The counters of a name, by the one label that they have. */
    SortedMap<String, Long> by(String counter, String label) {
        SortedMap<String, Long> totals = new TreeMap<>();
        for (Counter one : registry.find(counter).counters()) {
            totals.merge(String.valueOf(one.getId().getTag(label)), (long) one.count(), Long::sum);
        }
        return totals;
    }

    /** Dead letters by source and reason; reasons that did not occur are left out. */
    SortedMap<String, Map<String, Long>> deadLetters() {
        SortedMap<String, Map<String, Long>> letters = new TreeMap<>();
        for (Counter one : registry.find(PipelineMetrics.DEAD_LETTERS).counters()) {
            Map<String, Long> reasons =
                    letters.computeIfAbsent(String.valueOf(one.getId().getTag("source")), source -> new TreeMap<>());
            if (one.count() > 0) {
                reasons.merge(String.valueOf(one.getId().getTag("reason")), (long) one.count(), Long::sum);
            }
        }
        return letters;
    }
}
