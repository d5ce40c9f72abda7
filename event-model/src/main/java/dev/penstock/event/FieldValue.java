// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import java.math.BigDecimal;

/** What an event holds in a field, as far as features and filters can tell values apart. Immutable. */
public sealed interface FieldValue {

    /** The field is missing or {@code null}; nothing in Penstock tells the two apart. */
    FieldValue MISSING = new Missing();

    /** An object or an array: no single value. */
    FieldValue COMPOSITE = new Composite();

    /** A number that is not finite as a double or has more digits than {@link Numbers} takes. */
    FieldValue UNUSABLE_NUMBER = new UnusableNumber();

    /** A single value: what keys, filters and columns work on. */
    sealed interface Scalar extends FieldValue {

        /** The value as a key shows it: text as it is, numbers by their digits, booleans by name. */
        String asText();
    }

    /** @param text without unpaired surrogates, so that it can be written as UTF-8 */
    record Text(String text) implements Scalar {
        @Override
        public String asText() {
            return text;
        }
    }

    /**
     * A number as the event gives it. Two numbers are equal when their values are: 2, 2.0 and 2e0 are one number.
     *
     * @param value within the bounds of {@link Numbers}
     * @param literal the digits as they were written
     */
    record Number(BigDecimal value, String literal) implements Scalar {

        /** A number that is written as its value's plain digits. */
        public static Number of(long value) {
            return new Number(BigDecimal.valueOf(value), Long.toString(value));
        }

        /** Whether the number is written as an integer: an optional sign and digits. Only such numbers can be keys. */
        public boolean isInteger() {
            return literal.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        }

        @Override
        public String asText() {
            return literal;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Number number && value.compareTo(number.value) == 0;
        }

        @Override
        public int hashCode() {
            return value.stripTrailingZeros().hashCode();
        }
    }

    record Bool(boolean value) implements Scalar {
        @Override
        public String asText() {
            return Boolean.toString(value);
        }
    }

    /** See {@link #MISSING}. */
    record Missing() implements FieldValue {}

    /** See {@link #COMPOSITE}. */
    record Composite() implements FieldValue {}

    /** See {@link #UNUSABLE_NUMBER}. */
    record UnusableNumber() implements FieldValue {}
}
