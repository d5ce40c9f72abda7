// SPDX-License-Identifier: Apache-2.0
package dev.penstock.aggregate;

import dev.penstock.event.FieldPath;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What the pipeline file and all who tell about it have to know of an aggregate, whatever column it is in.
 *
 * @param name in the pipeline file, in lower case; tiles are known by it, so it never changes
 * @param operand what it takes
 * @param value what it comes to
 * @param unit of the value; empty where it has that of the field, or none
 * @param option what has to be said besides the field, if anything
 * @param maker of the field and the option; null stands for what there is none of
 */
public record AggregateType(
        String name,
        Operand operand,
        Value value,
        String unit,
        Optional<Option> option,
        BiFunction<FieldPath, BigDecimal, Aggregate> maker) {

    /** What an aggregate takes of an event. */
    public enum Operand {
        /** That there is one. */
        EVENT,
        /** A finite number. */
        NUMBER,
        /** A single value, which is looked at and not kept. */
        SINGLE_VALUE,
        /** A single value that is kept as it is, and so may not be too long. */
        KEPT_VALUE
    }

    /** What the value in a feature row is. */
    public enum Value {
        INTEGER("integer", "integer"),
        NUMBER("number", "number"),
        NUMBER_OR_NULL("number", "number or null"),
        ANY_OR_NULL("any", "text, number, boolean or null"),
        LIST("list", "list of texts, numbers and booleans"),
        COUNTS("counts", "object with a count for each value");

        private final String type;
        private final String words;

        Value(String type, String words) {
            this.type = type;
            this.words = words;
        }

        /** As the API tells it. */
        public String type() {
            return type;
        }

        public String words() {
            return words;
        }
    }

    /**
     * A number between two others, both ends included.
     *
     * @param isWhole whether it is an integer
     */
    public record Option(String name, BigDecimal least, BigDecimal most, boolean isWhole) {

        static Option whole(String name, long least, long most) {
            return new Option(name, BigDecimal.valueOf(least), BigDecimal.valueOf(most), true);
        }

        /** One in the middle. */
        public BigDecimal example() {
            BigDecimal middle = least.add(most).divide(BigDecimal.valueOf(2));
            return isWhole ? middle.setScale(0, RoundingMode.FLOOR) : middle;
        }
    }

    static AggregateType ofEvents(String name, Value value, String unit, Aggregate aggregate) {
        return new AggregateType(name, Operand.EVENT, value, unit, Optional.empty(), (field, option) -> aggregate);
    }

    static AggregateType ofField(String name, Operand operand, Value value, Function<FieldPath, Aggregate> maker) {
        return new AggregateType(name, operand, value, "", Optional.empty(), (field, option) -> maker.apply(field));
    }

    static AggregateType withOption(
            String name,
            Operand operand,
            Value value,
            Option option,
            BiFunction<FieldPath, BigDecimal, Aggregate> maker) {
        return new AggregateType(name, operand, value, "", Optional.of(option), maker);
    }

    /** Whether the value is a number, or null, whatever the events hold. */
    public boolean isNumeric() {
        return value == Value.INTEGER || value == Value.NUMBER || value == Value.NUMBER_OR_NULL;
    }

    /** Whether it is made of a field. */
    public boolean takesField() {
        return operand != Operand.EVENT;
    }
}
