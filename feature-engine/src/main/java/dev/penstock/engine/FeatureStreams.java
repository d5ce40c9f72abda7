// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import org.apache.kafka.streams.kstream.KStream;

/**
 * What comes out of a feature group.
 *
 * @param rows entity key to feature row, both UTF-8, stamped with the latest event time in the tile. The newest row of a
 *     key and window replaces the earlier ones.
 * @param late what the group did not count: events that came too late, as {@link EventView#late} has them, and, as rows
 *     of their own, deltas whose window the store no longer holds. The latter have the header
 *     {@link MicroBatch#LATE_HEADER} with the value {@link MicroBatch#LATE_TILE}.
 */
public record FeatureStreams(KStream<byte[], byte[]> rows, KStream<byte[], byte[]> late) {}
