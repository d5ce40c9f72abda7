// SPDX-License-Identifier: Apache-2.0
/**
 * The first stage of the micro-batch: {@link dev.penstock.engine.internal.combine.CombineProcessor} forwards deltas
 * when the task commits, which an {@link dev.penstock.engine.internal.combine.EventBlock} has folded events into. What is late for the time of its own
 * partition is told apart here.
 *
 * <p>Nothing here reads or writes a store.
 */
package dev.penstock.engine.internal.combine;
