// SPDX-License-Identifier: Apache-2.0
/**
 * A real Kafka in this process, broker and controller on loopback, and the command {@code broker} that runs one.
 *
 * <p>For tests and one machine; nothing that processes events depends on it.
 */
package dev.penstock.kafka;
