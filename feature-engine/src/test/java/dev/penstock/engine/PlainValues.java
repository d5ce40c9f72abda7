// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.aggregate.Aggregate;
import dev.penstock.aggregate.Avg;
import dev.penstock.aggregate.Count;
import dev.penstock.aggregate.Distinct;
import dev.penstock.aggregate.Duration;
import dev.penstock.aggregate.First;
import dev.penstock.aggregate.Last;
import dev.penstock.aggregate.Max;
import dev.penstock.aggregate.Min;
import dev.penstock.aggregate.Sum;
import dev.penstock.event.FieldValue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

/** What an aggregate comes to, by another way: from all that it gathered, with plain objects. */
final class PlainValues {

    private static final int MOST_EXACT = 150;

    static final Comparator<Input> BY_TIME =
            comparingLong(Input::time).thenComparing(input -> (FieldValue.Scalar) input.value, Scalars.ORDER);

    /** @param value of the aggregate's field; missing where it has none */
    record Input(FieldValue value, long time) {}

    private PlainValues() {}

    /** Empty where there is no other way here; {@link FieldValue#MISSING} for null. */
    static Optional<FieldValue> of(Aggregate aggregate, List<Input> inputs) {
        List<Input> present = inputs.stream()
                .filter(input -> input.value instanceof FieldValue.Scalar)
                .toList();
        List<BigDecimal> numbers = present.stream()
                .filter(input -> input.value instanceof FieldValue.Number)
                .map(input -> ((FieldValue.Number) input.value).value())
                .toList();
        BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (aggregate instanceof Count) {
            return Optional.of(FieldValue.Number.of(inputs.size()));
        } else if (aggregate instanceof Sum) {
            return Optional.of(Scalars.number(sum));
        } else if (aggregate instanceof Avg) {
            return number(
                    numbers.isEmpty()
                            ? Optional.empty()
                            : Optional.of(sum.divide(BigDecimal.valueOf(numbers.size()), MathContext.DECIMAL64)));
        } else if (aggregate instanceof Min) {
            return number(numbers.stream().min(comparing(number -> number)));
        } else if (aggregate instanceof Max) {
            return number(numbers.stream().max(comparing(number -> number)));
        } else if (aggregate instanceof First) {
            return Optional.of(present.stream().min(BY_TIME).map(Input::value).orElse(FieldValue.MISSING));
        } else if (aggregate instanceof Last) {
            return Optional.of(present.stream().max(BY_TIME).map(Input::value).orElse(FieldValue.MISSING));
        } else if (aggregate instanceof Duration) {
            var times = inputs.stream().mapToLong(Input::time).summaryStatistics();
            return Optional.of(FieldValue.Number.of(inputs.isEmpty() ? 0 : times.getMax() - times.getMin()));
        } else if (aggregate instanceof Distinct) {
            long values = present.stream()
                    .map(input -> Scalars.canonical((FieldValue.Scalar) input.value))
                    .distinct()
                    .count();
            return values <= MOST_EXACT ? Optional.of(FieldValue.Number.of(values)) : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<FieldValue> number(Optional<BigDecimal> number) {
        return Optional.of(number.<FieldValue>map(Scalars::number).orElse(FieldValue.MISSING));
    }
}
