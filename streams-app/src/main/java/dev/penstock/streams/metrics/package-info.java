// SPDX-License-Identifier: Apache-2.0
/**
 * The meters: what a pipeline counts and commits, Kafka's and RocksDB's figures, the machine's.
 *
 * <p>Names of metrics are an interface to dashboards and alerts and stay as they are.
 */
package dev.penstock.streams.metrics;
