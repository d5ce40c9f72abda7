// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;

/**
 * How a column gathers events. Each is a commutative monoid: partial states merge in any order and any grouping to the
 * same value. An event whose field is missing or null adds nothing to an aggregate over that field.
 */
public sealed interface Aggregate {

    /** Whether the value is a number whatever the events hold. */
    default boolean isNumeric() {
        return !(this instanceof First || this instanceof Last);
    }

    /** How many events. */
    record Count() implements Aggregate {}

    /** Exact decimal sum of a number; 0 without one. */
    record Sum(FieldPath field) implements Aggregate {}

    /** Smallest number; null without one. */
    record Min(FieldPath field) implements Aggregate {}

    /** Greatest number; null without one. */
    record Max(FieldPath field) implements Aggregate {}

    /** Exact sum divided by count, rounded once, to 16 significant digits; null without a number. */
    record Avg(FieldPath field) implements Aggregate {}

    /** The value with the earliest event time, of those the smallest; null without one. */
    record First(FieldPath field) implements Aggregate {}

    /** The value with the latest event time, of those the greatest; null without one. */
    record Last(FieldPath field) implements Aggregate {}

    /** Last minus first event time in milliseconds; 0 without an event. */
    record Duration() implements Aggregate {}

    /** How many different values; exact up to 150, estimated beyond. */
    record Distinct(FieldPath field) implements Aggregate {}
}
