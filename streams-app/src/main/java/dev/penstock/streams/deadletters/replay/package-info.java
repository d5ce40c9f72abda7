// SPDX-License-Identifier: Apache-2.0
/**
 * Lists the letters of a topic, and sends them back to where they came from, each exactly once.
 *
 * <p>Runs outside of Kafka Streams, for commands; how letters are made is in {@code deadletters}.
 */
package dev.penstock.streams.deadletters.replay;
