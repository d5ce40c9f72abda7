// SPDX-License-Identifier: Apache-2.0
/**
 * Feature groups, whichever engine computes them: the engine in micro-batches put into the topology, late events,
 * and what is counted of rows.
 *
 * <p>The engine itself is the module {@code feature-engine}; the baseline on Kafka's DSL is in {@code perevent}.
 */
package dev.penstock.streams.feature;
