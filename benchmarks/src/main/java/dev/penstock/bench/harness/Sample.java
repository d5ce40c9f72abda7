// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

/**
 * How far a contender was at a moment.
 *
 * @param nanos by {@link System#nanoTime()}
 * @param cpuNanos that its process had used
 * @param compilerNanos of these, what the compilers of its JVM had used; {@link ProcessFigures#UNKNOWN} where the system
 *     doesn't say
 * @param events that it had processed
 */
public record Sample(long nanos, long cpuNanos, long compilerNanos, long events) {}
