// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import java.util.List;

/**
 * What a partition has of a key.
 *
 * @param more whether there are more rows than were asked for
 * @param windows how many windows the rows are made of
 * @param lastWindow of the last row; -1 without rows
 * @param latestWindow where there are no rows: when the newest window of the key begins; -1 if it has none at all
 */
public record KeyResult(
        ReadOrigin read, List<KeyedRow> rows, boolean more, int windows, long lastWindow, long latestWindow) {

    public KeyResult {
        rows = List.copyOf(rows);
    }
}
