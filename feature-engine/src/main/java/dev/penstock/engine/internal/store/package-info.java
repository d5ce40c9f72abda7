// SPDX-License-Identifier: Apache-2.0
/**
 * The stores of tiles: {@link dev.penstock.engine.internal.store.WriteBehindStore} holds the latest tiles on the heap,
 * {@link dev.penstock.engine.internal.store.EmptyAwareStore} mends a fault of Kafka Streams, and
 * {@link dev.penstock.engine.internal.store.StoreTime} knows which windows a store still holds.
 *
 * <p>A tile is no more than bytes here.
 */
package dev.penstock.engine.internal.store;
