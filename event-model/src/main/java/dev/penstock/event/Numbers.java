// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which numbers Penstock calculates with: exact decimals with as wide a range as a double and no more, so that the
 * exact sum of any of them stays a few hundred digits long whatever an event claims (1e999999999 plus 1 would be a
 * thousand million digits).
 */
public final class Numbers {

    /** Longest literal that is read, in characters. */
    public static final int MAX_LENGTH = 1_000;

    /** Most digits behind the decimal point; the smallest double, 4.9e-324, has 325. */
    public static final int MAX_SCALE = 400;

    /** Most digits before the decimal point; the greatest double, about 1.8e308, has 309. */
    public static final int MAX_INTEGER_DIGITS = 309;

    /** What a text that holds a number has but for blanks around it: all that JSON writes, and +1, 007, .5 and 5. too. */
    private static final Pattern IN_TEXT =
            Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    private Numbers() {}

    /** The number that a text holds; the text itself where it holds none. */
    public static FieldValue ofText(FieldValue.Text text) {
        String literal = text.text().strip();
        if (literal.length() > MAX_LENGTH || !IN_TEXT.matcher(literal).matches()) {
            return text;
        }
        return parse(literal)
                .<FieldValue>map(value -> new FieldValue.Number(value, literal))
                .orElse(FieldValue.UNUSABLE_NUMBER);
    }

    /** The value of a JSON number; empty where it lies outside the bounds. */
    public static Optional<BigDecimal> parse(String literal) {
        if (literal.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        BigDecimal value;
        try {
            value = new BigDecimal(literal);
        } catch (NumberFormatException exponentBeyondInt) {
            return Optional.empty();
        }
        if (value.signum() == 0) {
            return Optional.of(BigDecimal.ZERO);
        }
        boolean usable = value.scale() <= MAX_SCALE
                && (long) value.precision() - value.scale() <= MAX_INTEGER_DIGITS
                && Double.isFinite(value.doubleValue());
        return usable ? Optional.of(value) : Optional.empty();
    }
}
