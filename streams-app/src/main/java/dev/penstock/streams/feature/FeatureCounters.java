// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.feature;

import dev.penstock.engine.spi.MicroBatchListener;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.source.TopologyParts;
import dev.penstock.streams.state.StoreUpdates;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes down what the micro-batch engine tells about the groups that read the same events. */
final class FeatureCounters implements MicroBatchListener {

    private final Map<String, Counters> byGroup = new HashMap<>();
    private final DistributionSummary heldDeltas;
    private final DistributionSummary heldBytes;
    private final StoreUpdates updates;

    private record Counters(
            RowCounter rows, Counter lostRows, Counter counted, Counter late, Counter keyMissing, Counter deltas) {}

    /** @param from the source or stream that the groups read */
    FeatureCounters(String from, List<FeatureGroup> groups, TopologyParts parts) {
        PipelineMetrics metrics = parts.metrics();
        heldDeltas = metrics.combineDeltas(from);
        heldBytes = metrics.combineBytes(from);
        updates = parts.updates();
        for (FeatureGroup group : groups) {
            String name = group.name();
            byGroup.put(
                    name,
                    new Counters(
                            new RowCounter(name, parts),
                            metrics.lostRows(name),
                            metrics.counted(name),
                            metrics.late(name),
                            metrics.keyMissing(name),
                            metrics.deltas(name)));
        }
    }

    @Override
    public void onEvents(FeatureGroup group, long added, long late, long keyMissing) {
        Counters counters = byGroup.get(group.name());
        counters.counted.increment(added);
        counters.late.increment(late);
        counters.keyMissing.increment(keyMissing);
    }

    @Override
    public void onDrain(int deltas, long bytes) {
        heldDeltas.record(deltas);
        heldBytes.record(bytes);
    }

    @Override
    public void onDeltas(FeatureGroup group, int deltas) {
        byGroup.get(group.name()).deltas.increment(deltas);
    }

    @Override
    public void onTiles(FeatureGroup group, int partition) {
        updates.changed(group.name(), partition);
    }

    @Override
    public void onRow(FeatureGroup group, long lastEventTime) {
        byGroup.get(group.name()).rows.count(lastEventTime);
    }

    @Override
    public void onLateDelta(FeatureGroup group, long events) {
        byGroup.get(group.name()).late.increment(events);
    }

    @Override
    public void onLostRow(FeatureGroup group) {
        byGroup.get(group.name()).lostRows.increment();
    }
}
