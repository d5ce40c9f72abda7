// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.aggregate.codec.Decimal;
import dev.penstock.aggregate.codec.TileReader;
import dev.penstock.event.FieldPath;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * The sample variance of the numbers, as {@code VAR_SAMP} of SQL: the sum of squared distances from the mean, divided by one
 * less than there are numbers. Exact until it is rounded once, to 16 significant digits; null with fewer than two numbers.
 * Written as {@link Moments}.
 */
public record Variance(FieldPath field) implements Moments {

    static final AggregateType TYPE = AggregateType.ofField(
            "variance", AggregateType.Operand.NUMBER, AggregateType.Value.NUMBER_OR_NULL, Variance::new);

    @Override
    public AggregateType type() {
        return TYPE;
    }

    @Override
    public String meaning(String of, String filter) {
        return "sample variance of " + of + Aggregate.overEvents(filter) + ", to 16 digits; null with fewer than two";
    }

    @Override
    public boolean readNumber(TileReader in, Decimal number) {
        Optional<BigDecimal> value = Moments.variance(in, MathContext.DECIMAL64);
        value.ifPresent(number::set);
        return value.isPresent();
    }
}
