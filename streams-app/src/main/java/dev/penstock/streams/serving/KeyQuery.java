// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

/**
 * Which rows of a key.
 *
 * @param key entity key, UTF-8
 * @param from windows that begin then or later, in epoch milliseconds
 * @param to windows that begin before then
 * @param limit most rows
 * @param merged whether all windows of the span become one row
 */
public record KeyQuery(String group, byte[] key, long from, long to, int limit, boolean merged) {}
