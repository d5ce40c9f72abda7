// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * What every event of a source has to hold in a field, as JSON Schema (draft 2020-12) means it: but for {@link Required}, a
 * missing field is fine, and so is a value of a type that the rule says nothing of.
 */
public sealed interface Rule {

    FieldPath field();

    /** The word of JSON Schema for it. */
    String keyword();

    /** What stands behind the keyword, in a few words. */
    String value();

    /** The types of JSON Schema. */
    enum Type {
        STRING,
        NUMBER,
        /** A number without a fraction, however it is written. */
        INTEGER,
        BOOLEAN,
        OBJECT,
        ARRAY,
        NULL
    }

    /** The bounds of numbers. */
    enum Bound {
        MINIMUM("minimum"),
        MAXIMUM("maximum"),
        EXCLUSIVE_MINIMUM("exclusiveMinimum"),
        EXCLUSIVE_MAXIMUM("exclusiveMaximum");

        private final String keyword;

        Bound(String keyword) {
            this.keyword = keyword;
        }

        public String keyword() {
            return keyword;
        }
    }

    /** The field is there, if only as null. */
    record Required(FieldPath field) implements Rule {

        @Override
        public String keyword() {
            return "required";
        }

        @Override
        public String value() {
            return "";
        }
    }

    /** @param types one of them */
    record OfType(FieldPath field, List<Type> types) implements Rule {

        @Override
        public String keyword() {
            return "type";
        }

        @Override
        public String value() {
            return String.join(
                    " or ",
                    types.stream()
                            .map(type -> type.name().toLowerCase(Locale.ROOT))
                            .toList());
        }
    }

    /** Of numbers. */
    record Bounded(FieldPath field, Bound bound, BigDecimal limit) implements Rule {

        @Override
        public String keyword() {
            return bound.keyword();
        }

        @Override
        public String value() {
            return limit.toPlainString();
        }
    }

    /** Of texts, in characters of Unicode. */
    record Length(FieldPath field, boolean isMost, int characters) implements Rule {

        @Override
        public String keyword() {
            return isMost ? "maxLength" : "minLength";
        }

        @Override
        public String value() {
            return String.valueOf(characters);
        }
    }

    /** @param pattern of RE2's syntax, found anywhere in a text */
    record Matching(FieldPath field, String pattern) implements Rule {

        @Override
        public String keyword() {
            return "pattern";
        }

        @Override
        public String value() {
            return pattern;
        }
    }

    /** Numbers are the same however they are written. */
    record OneOf(FieldPath field, List<FieldValue.Scalar> values) implements Rule {

        @Override
        public String keyword() {
            return "enum";
        }

        @Override
        public String value() {
            return String.join(
                    ", ", values.stream().map(FieldValue.Scalar::asText).toList());
        }
    }
}
