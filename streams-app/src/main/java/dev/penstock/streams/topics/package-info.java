// SPDX-License-Identifier: Apache-2.0
/**
 * The topics of a pipeline and those that Kafka Streams makes for it: which there must be, how they are created,
 * which records they take.
 *
 * <p>What is written to them is elsewhere, see {@code outputs} for how it is made fit.
 */
package dev.penstock.streams.topics;
