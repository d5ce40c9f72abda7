// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.perevent;

import dev.penstock.engine.MicroBatch;
import dev.penstock.engine.Tiles;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.LetterBuilder;
import dev.penstock.streams.deadletters.LetterHeaders;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

import java.util.Locale;

/** Passes on what the group's store no longer takes, as the feature row that it makes by itself. */
final class LateTiles extends ContextualProcessor<byte[], RetainedTile, byte[], byte[]> {

    private final FeatureGroup group;
    private final Tiles tiles;

    LateTiles(FeatureGroup group, Tiles tiles) {
        this.group = group;
        this.tiles = tiles;
    }

    @Override
    public void process(Record<byte[], RetainedTile> record) {
        byte[] tile = record.value().tile();
        long lastEventTime = tiles.lastEventTime(tile);
        long windowStart = group.window().start(lastEventTime);
        Headers headers = new RecordHeaders();
        LetterBuilder.add(headers, LetterHeaders.EXCEPTION, MicroBatch.LATE_TILE);
        LetterBuilder.add(
                headers,
                LetterHeaders.MESSAGE,
                Letter.LATE
                        + String.format(
                                Locale.ROOT,
                                ": group '%s' retains windows that begin after %d",
                                group.name(),
                                context().currentStreamTimeMs()
                                        - group.retention().toMillis()));
        byte[] row = tiles.row(record.key(), windowStart, group.window().end(windowStart), tile);
        context().forward(new Record<>(record.key(), row, lastEventTime, headers));
    }
}
