// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.mistake;

import java.util.Comparator;

/** Where something stands in a file; line and column are counted from 1, the column in Unicode characters. */
public record Place(int line, int column) implements Comparable<Place> {

    public static final Place START = new Place(1, 1);

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
