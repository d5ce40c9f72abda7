// SPDX-License-Identifier: Apache-2.0
/**
 * What one task gathers between two commits, in flat arrays: {@link dev.penstock.engine.internal.delta.DeltaTable} finds the
 * delta of a key and window, and {@link dev.penstock.engine.internal.delta.KeyBytes} shows the key of an event as bytes.
 *
 * <p>This is the hot path: nothing here may allocate for a usual event. What a column adds to a delta is a matter of
 * {@code dev.penstock.aggregate}.
 */
package dev.penstock.engine.internal.delta;
