// SPDX-License-Identifier: Apache-2.0
/**
 * The baseline: feature groups computed by the plain DSL of Kafka Streams, one look-up and one write per event
 * ({@code engine: per-event}).
 *
 * <p>What both engines share is in {@code feature}.
 */
package dev.penstock.streams.perevent;
