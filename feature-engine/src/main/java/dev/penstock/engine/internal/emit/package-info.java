// SPDX-License-Identifier: Apache-2.0
/**
 * The second stage of the micro-batch: {@link dev.penstock.engine.internal.emit.MergeProcessor} merges deltas into the tiles
 * of their store and writes rows, when {@link dev.penstock.engine.internal.emit.RowPolicy} says so: with each change, or once
 * the window is closed. What comes too late for the store or for a closed window is told apart here.
 *
 * <p>Nothing here sees a single event.
 */
package dev.penstock.engine.internal.emit;
