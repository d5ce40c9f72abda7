// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;

import java.util.Optional;

/**
 * How a column gathers events. Each is a commutative monoid: partial states merge in any order and any grouping to the
 * same value. An event whose field is missing or null adds nothing to an aggregate over that field.
 */
public sealed interface Aggregate {

    /** Whether the value is a number whatever the events hold. */
    default boolean isNumeric() {
        return !(this instanceof First || this instanceof Last);
    }

    /** The field that it gathers; empty where it looks at nothing but that there is an event. */
    default Optional<FieldPath> input() {
        return Optional.empty();
    }

    /** An aggregate over the values of a field. */
    sealed interface OverField extends Aggregate {

        FieldPath field();

        @Override
        default Optional<FieldPath> input() {
            return Optional.of(field());
        }
    }

    /** How many events. */
    record Count() implements Aggregate {}

    /** Exact decimal sum of a number; 0 without one. */
    record Sum(FieldPath field) implements OverField {}

    /** Smallest number; null without one. */
    record Min(FieldPath field) implements OverField {}

    /** Greatest number; null without one. */
    record Max(FieldPath field) implements OverField {}

    /** Exact sum divided by count, rounded once, to 16 significant digits; null without a number. */
    record Avg(FieldPath field) implements OverField {}

    /** The value with the earliest event time, of those the smallest; null without one. */
    record First(FieldPath field) implements OverField {}

    /** The value with the latest event time, of those the greatest; null without one. */
    record Last(FieldPath field) implements OverField {}

    /** Last minus first event time in milliseconds; 0 without an event. */
    record Duration() implements Aggregate {}

    /** How many different values; exact up to 150, estimated beyond. */
    record Distinct(FieldPath field) implements OverField {}
}
