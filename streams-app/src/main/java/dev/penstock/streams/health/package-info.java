// SPDX-License-Identifier: Apache-2.0
/**
 * How an instance is: alive, ready, restoring, lagging, and what it has counted.
 *
 * <p>Answers as clients get them are in {@code http.answer}, figures for Prometheus in {@code metrics}.
 */
package dev.penstock.streams.health;
