// SPDX-License-Identifier: Apache-2.0
/**
 * The first stage of the micro-batch: {@link dev.penstock.engine.internal.combine.CombineProcessor} folds events into deltas
 * of all groups that read them and forwards the deltas when the task commits. What is late for the time of its own
 * partition is told apart here.
 *
 * <p>Nothing here reads or writes a store.
 */
package dev.penstock.engine.internal.combine;
