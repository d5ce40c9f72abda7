// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes at the lowest level: eight at a time, UTF-8, escapes, decimal literals.
 *
 * <p>Knows neither events nor fields.
 */
package dev.penstock.event.bytes;
