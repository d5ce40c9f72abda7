// SPDX-License-Identifier: Apache-2.0
/**
 * Windowed aggregation for Kafka Streams, once per key, window and commit and not once per event. It needs nothing of
 * Penstock but the {@code event-model} module, and no pipeline file.
 *
 * <p>What an application uses:
 *
 * <ul>
 *   <li>{@link dev.penstock.engine.MicroBatch} adds the aggregation of a stream to a topology;
 *   <li>{@link dev.penstock.engine.spi.EventView} shows it the fields and times of the application's own events, which a
 *       {@link dev.penstock.event.json.JsonDecoder} reads from JSON;
 *   <li>a {@link dev.penstock.event.pipeline.FeatureGroup} says what to aggregate: key, window, columns;
 *   <li>{@link dev.penstock.engine.FeatureStreams} is what comes out: rows, and what came too late;
 *   <li>{@link dev.penstock.engine.commit.ExactlyOnceClients}, given to Kafka Streams, keeps all of it exactly once;
 *   <li>{@link dev.penstock.engine.MicroBatchSettings} bounds the heap that it takes, and a
 *       {@link dev.penstock.engine.spi.MicroBatchListener} counts what happens.
 * </ul>
 *
 * <p>What an application uses that also reads the stores of groups, by interactive queries:
 * {@link dev.penstock.engine.Tiles} merges those of several windows and writes them as rows, and
 * {@link dev.penstock.engine.key.EntityKey} takes the key apart.
 *
 * <p>By themselves, for other processors: {@link dev.penstock.engine.commit.CommitHook} calls one back before each commit, and
 * {@link dev.penstock.engine.TileStoreSupplier} makes window stores for the aggregations of Kafka's own DSL, which can merge
 * what {@link dev.penstock.engine.EventTiles} makes of each event.
 */
package dev.penstock.engine;
