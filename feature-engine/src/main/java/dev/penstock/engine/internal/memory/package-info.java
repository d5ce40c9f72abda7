// SPDX-License-Identifier: Apache-2.0
/**
 * How much heap the tasks of a process may take for what they hold between two commits:
 * {@link dev.penstock.engine.internal.memory.HeapShare} is divided among all of them, and a
 * {@link dev.penstock.engine.internal.memory.Budget} counts what the deltas of one task take of it.
 *
 * <p>Nothing here holds deltas or tiles.
 */
package dev.penstock.engine.internal.memory;
