// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.engine.key.EntityKey;
import dev.penstock.engine.spi.EventView;
import org.apache.kafka.streams.kstream.KStream;

/**
 * What comes out of a feature group.
 *
 * <p>What the group did not count comes in two streams, since a node that both had in common, be it a sink, would tie the
 * tasks that read the input to those that merge: Kafka Streams would then read the input and the repartition topics of
 * all groups with one task, which waits for each of them. Write them to one topic with a sink for each.
 *
 * @param rows {@link EntityKey#toRecordKey} to feature row, both UTF-8, stamped with the latest event time in the tile. The newest row of a
 *     key and window replaces the earlier ones.
 * @param lateEvents events that came too late, as {@link EventView#late} has them
 * @param lateTiles deltas whose window the store no longer holds, as rows of their own, with the header
 *     {@link MicroBatch#LATE_HEADER} of the value {@link MicroBatch#LATE_TILE}
 */
public record FeatureStreams(
        KStream<byte[], byte[]> rows, KStream<byte[], byte[]> lateEvents, KStream<byte[], byte[]> lateTiles) {}
