// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import java.util.List;

/**
 * What a partition has of a window.
 *
 * @param rows in the order that was asked for
 * @param complete whether these are all
 * @param reached if they are not: all rows up to this key are there
 */
public record WindowResult(ReadOrigin read, List<KeyedRow> rows, boolean complete, byte[] reached) {

    public WindowResult {
        rows = List.copyOf(rows);
    }
}
