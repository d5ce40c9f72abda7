// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.event.FieldPath;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * The sample standard deviation of the numbers, as {@code STDDEV_SAMP} of SQL: the square root of the {@link Variance}. To 16
 * significant digits; null with fewer than two numbers. Written as {@link Moments}.
 */
public record Stddev(FieldPath field) implements Moments {

    static final AggregateType TYPE = AggregateType.ofField(
            "stddev", AggregateType.Operand.NUMBER, AggregateType.Value.NUMBER_OR_NULL, Stddev::new);

    /** Of the variance, so that what is rounded is the square root alone. */
    private static final MathContext EXTRA_DIGITS = new MathContext(40);

    @Override
    public AggregateType type() {
        return TYPE;
    }

    @Override
    public String meaning(String of, String filter) {
        return "sample standard deviation of " + of + Aggregate.overEvents(filter)
                + ", to 16 digits; null with fewer than two";
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        Optional<BigDecimal> value =
                Moments.variance(in, EXTRA_DIGITS).map(variance -> variance.sqrt(MathContext.DECIMAL64));
        value.ifPresent(number::set);
        return value.isPresent();
    }
}
