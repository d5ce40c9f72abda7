// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.app;

/**
 * How far a store has come.
 *
 * @param rows that it has taken since the start
 * @param older rows since the start that it did not need, since it has newer ones
 * @param lag how many rows are still to come
 * @param failing whether it does not take any for now
 */
public record StoreProgress(long rows, long older, long lag, boolean failing) {}
