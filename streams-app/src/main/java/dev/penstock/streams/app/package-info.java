// SPDX-License-Identifier: Apache-2.0
/**
 * A running instance: its settings, what Kafka Streams is configured with, and start and stop.
 *
 * <p>What an instance does with events is in {@code topology} and below it; options and output of commands are in
 * {@code command}.
 */
package dev.penstock.streams.app;
