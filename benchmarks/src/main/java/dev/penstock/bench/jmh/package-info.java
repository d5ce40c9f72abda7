// SPDX-License-Identifier: Apache-2.0
/**
 * Micro-benchmarks for JMH, run by hand from this module's folder; {@code benchmarks/README.md} says how. Alone
 * in Penstock they use what is internal to the engine.
 *
 * <p>No bench command uses them.
 */
package dev.penstock.bench.jmh;
