// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.event.FieldValue;

import java.math.BigDecimal;
import java.util.Comparator;

/** One order and one spelling for values of every type. */
public final class Scalars {

    /** Booleans, then numbers, then text; false before true, numbers by value, text by its code points. */
    public static final Comparator<FieldValue.Scalar> ORDER =
            Comparator.comparingInt(Scalars::rank).thenComparing(Scalars::compareAlike);

    private Scalars() {}

    public static FieldValue.Number number(BigDecimal value) {
        return new FieldValue.Number(value, value.toString());
    }

    /** A text that two values share just when they are equal: the type, and the value spelled one way. */
    public static String canonical(FieldValue.Scalar value) {
        if (value instanceof FieldValue.Number number) {
            return "n" + number.value().stripTrailingZeros();
        }
        return (value instanceof FieldValue.Bool ? "b" : "t") + value.asText();
    }

    private static int rank(FieldValue.Scalar value) {
        return value instanceof FieldValue.Bool ? 0 : value instanceof FieldValue.Number ? 1 : 2;
    }

    private static int compareAlike(FieldValue.Scalar a, FieldValue.Scalar b) {
        if (a instanceof FieldValue.Bool one && b instanceof FieldValue.Bool other) {
            return Boolean.compare(one.value(), other.value());
        } else if (a instanceof FieldValue.Number one && b instanceof FieldValue.Number other) {
            return one.value().compareTo(other.value());
        }
        return compareTexts(a.asText(), b.asText());
    }

    /** By code points, which is also the order of the bytes in UTF-8. */
    private static int compareTexts(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char one = a.charAt(i);
            char other = b.charAt(i);
            if (one != other) {
                // Surrogates stand for the highest code points and are not the highest units.
                boolean sameKind = Character.isSurrogate(one) == Character.isSurrogate(other);
                return sameKind ? Character.compare(one, other) : Character.isSurrogate(one) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
