// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import java.math.BigDecimal;

/**
 * A row of an answer.
 *
 * @param key entity key, UTF-8
 * @param row the feature row, as JSON
 * @param lastEventAt the latest event time in it, in epoch milliseconds
 * @param rank the value that rows are ordered by; 0 where they are ordered by key
 */
public record KeyedRow(byte[] key, String row, long lastEventAt, BigDecimal rank) {}
