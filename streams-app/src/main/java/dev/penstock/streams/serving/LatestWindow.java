// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

/**
 * The latest window of a partition.
 *
 * @param window when it begins, in epoch milliseconds; -1 if there is none
 */
public record LatestWindow(ReadOrigin read, long window) {}
