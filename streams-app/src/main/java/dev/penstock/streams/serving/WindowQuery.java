// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

/**
 * Which rows of a window.
 *
 * @param window when it begins, in epoch milliseconds
 * @param limit most rows
 * @param resumed whether only keys behind {@code after} are wanted
 * @param after a key; of no meaning if this is not resumed
 * @param top the column of whose greatest values the rows are wanted; empty: the first rows in the order of keys
 */
public record WindowQuery(String group, long window, int limit, boolean resumed, byte[] after, String top) {}
