// SPDX-License-Identifier: Apache-2.0
/**
 * What one task gathers between two commits, in flat arrays: {@link dev.penstock.engine.internal.delta.DeltaTable} finds the
 * delta of a key and window, {@link dev.penstock.engine.internal.delta.EventFields} and
 * {@link dev.penstock.engine.internal.delta.KeyBytes} show the fields and key of an event as bytes and flat numbers.
 *
 * <p>This is the hot path: nothing here may allocate for a usual event. What a column adds to a delta is a matter of
 * {@code internal.aggregate}.
 */
package dev.penstock.engine.internal.delta;
