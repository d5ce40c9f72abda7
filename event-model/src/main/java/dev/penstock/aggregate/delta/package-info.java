// SPDX-License-Identifier: Apache-2.0
/**
 * What an aggregate works on while it gathers events: {@link dev.penstock.aggregate.delta.EventFields} shows it an event as
 * bytes and flat numbers, {@link dev.penstock.aggregate.delta.DeltaStates} holds its states in flat arrays, and its
 * {@link dev.penstock.aggregate.delta.DeltaColumn} adds the one to the other.
 *
 * <p>This is the hot path: nothing here may allocate for a usual event.
 */
package dev.penstock.aggregate.delta;
