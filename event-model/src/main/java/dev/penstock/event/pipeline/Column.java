// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.aggregate.Aggregate;

/** One figure of a feature row. */
public sealed interface Column {

    /** Name of the field in the feature row. */
    String name();

    /**
     * A column that is gathered from events.
     *
     * @param where which events of the group count in this column
     */
    record Aggregated(String name, Aggregate aggregate, Filter where) implements Column {}

    /**
     * One column divided by another; null where the divisor is 0 or either is null.
     *
     * @param dividend name of an aggregated numeric column of the same group
     * @param divisor name of an aggregated numeric column of the same group
     */
    record Ratio(String name, String dividend, String divisor) implements Column {}
}
