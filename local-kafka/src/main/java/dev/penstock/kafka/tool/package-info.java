// SPDX-License-Identifier: Apache-2.0
/**
 * Kafka's own command line tools, run in this process as commands of Penstock.
 *
 * <p>The broker is in {@code dev.penstock.kafka}.
 */
package dev.penstock.kafka.tool;
