// SPDX-License-Identifier: Apache-2.0
/**
 * Micro-benchmarks for JMH, run by hand from this module's folder; {@code benchmarks/README.md} says how. Those that look
 * into a package of the engine or of the application stand in that package.
 *
 * <p>No bench command uses them.
 */
package dev.penstock.bench.jmh;
