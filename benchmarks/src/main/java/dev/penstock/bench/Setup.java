// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

/**
 * What is the same for all contenders.
 *
 * @param commitMillis how often the Kafka Streams applications commit
 * @param heap of a contender's JVM, as {@code -Xmx} takes it
 * @param brokerHeap of the broker's JVM
 */
public record Setup(long commitMillis, String heap, String brokerHeap) {}
