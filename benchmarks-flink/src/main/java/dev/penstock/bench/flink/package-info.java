// SPDX-License-Identifier: Apache-2.0
/**
 * User activity written by hand for Apache Flink. The benchmarks find it as a service, {@link
 * dev.penstock.bench.contender.FlinkJob}, in a process that has Flink on its class path.
 *
 * <p>Built with {@code -Pflink} alone, since Flink is large. The state and the rows are those of the fast application of the
 * Kafka Streams DSL.
 */
package dev.penstock.bench.flink;
