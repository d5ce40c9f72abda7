// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate.delta;

/**
 * Where a column stands: in an event and in a delta.
 *
 * @param field slot of its field in the projection of the events; of no meaning where it has none
 * @param filtered whether a filter keeps events from it
 * @param at where its longs begin among those of a delta
 * @param object where its objects begin among those of a delta
 */
public record ColumnPlace(int field, boolean filtered, int at, int object) {

    /** The place behind so many longs and objects, of the same field. */
    public ColumnPlace behind(int longs, int objects) {
        return new ColumnPlace(field, filtered, at + longs, object + objects);
    }
}
