// SPDX-License-Identifier: Apache-2.0
/**
 * What keeps a Kafka Streams application exactly once when it holds results on the heap:
 * {@link dev.penstock.engine.commit.CommitHook} calls a processor back before each commit, and
 * {@link dev.penstock.engine.commit.ExactlyOnceClients} make a failed transaction end its thread.
 *
 * <p>For any application of Kafka Streams. Nothing here knows of features; whatever reaches into the internals of Kafka
 * Streams for commits belongs here.
 */
package dev.penstock.engine.commit;
