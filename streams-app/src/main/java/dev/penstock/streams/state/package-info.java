// SPDX-License-Identifier: Apache-2.0
/**
 * Kafka Streams' state on this instance: which stores are open and what they are good for, RocksDB's memory, and
 * the state folder.
 *
 * <p>Reading rows out of stores is in {@code serving}.
 */
package dev.penstock.streams.state;
