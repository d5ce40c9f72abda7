// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.perevent;

import dev.penstock.engine.Tiles;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Finds the tiles that the window aggregation behind it would drop without a word, because the time of the task has
 * passed their window by more than the retention. The task's time is stored with the committed offsets and is never
 * behind what the aggregation or its store have seen, so this refuses at least what they would.
 */
final class RetentionCheck extends ContextualFixedKeyProcessor<byte[], byte[], RetainedTile> {

    private final FeatureGroup group;
    private final Tiles tiles;
    private final Counter late;

    RetentionCheck(FeatureGroup group, Tiles tiles, PipelineMetrics metrics) {
        this.group = group;
        this.tiles = tiles;
        this.late = metrics.late(group.name());
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> record) {
        byte[] tile = record.value();
        long retainedFrom = context().currentStreamTimeMs() - group.retention().toMillis();
        boolean expired = group.window().start(tiles.lastEventTime(tile)) <= retainedFrom;
        if (expired) {
            late.increment();
        }
        context().forward(record.withValue(new RetainedTile(tile, expired)));
    }
}
