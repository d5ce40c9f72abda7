// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.engine.MicroBatchListener;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.Counter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what the micro-batch engine tells. */
final class FeatureCounters implements MicroBatchListener {

    private final Map<String, Counters> byGroup = new HashMap<>();

    private record Counters(Counter rows, Counter late, Counter keyMissing) {}

    FeatureCounters(List<FeatureGroup> groups, PipelineMetrics metrics) {
        for (FeatureGroup group : groups) {
            String name = group.name();
            byGroup.put(name, new Counters(metrics.rows(name), metrics.late(name), metrics.keyMissing(name)));
        }
    }

    @Override
    public void onEvents(FeatureGroup group, long added, long late, long keyMissing) {
        Counters counters = byGroup.get(group.name());
        counters.late.increment(late);
        counters.keyMissing.increment(keyMissing);
    }

    @Override
    public void onRow(FeatureGroup group) {
        byGroup.get(group.name()).rows.increment();
    }

    @Override
    public void onLateDelta(FeatureGroup group, long events) {
        byGroup.get(group.name()).late.increment(events);
    }
}
