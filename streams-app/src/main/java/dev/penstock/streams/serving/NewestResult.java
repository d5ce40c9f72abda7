// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import java.util.List;

/** What a partition has of some keys; keys without a row are left out. */
public record NewestResult(ReadOrigin read, List<Found> rows) {

    public NewestResult {
        rows = List.copyOf(rows);
    }

    /**
     * The row of a key's newest window.
     *
     * @param place which one of the keys that were asked for, from 0 on
     * @param window when it begins, in epoch milliseconds
     * @param row the feature row, as JSON
     */
    public record Found(int place, long window, String row) {}
}
