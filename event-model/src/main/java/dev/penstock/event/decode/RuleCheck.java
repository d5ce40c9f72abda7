// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.decode;

import com.google.re2j.Pattern;
import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.field.DemandCheck;
import dev.penstock.event.json.FieldTree;
import dev.penstock.event.pipeline.Rule;

import java.util.function.Predicate;

/** A rule of a source, compiled to slots. Safe for use by many threads. */
final class RuleCheck {

    private final Rule rule;
    private final int slot;
    private final boolean isSecret;
    private final Predicate<Fields> kept;

    /** @param isSecret whether nobody may be told the value of the field */
    RuleCheck(Rule rule, Projection projection, boolean isSecret) {
        this.rule = rule;
        this.slot = projection.slot(rule.field());
        this.isSecret = isSecret;
        this.kept = rule instanceof Rule.Required ? required(rule.field(), slot, projection) : kept(rule, slot);
    }

    /** What is wrong with an event by this rule; null where nothing is. */
    BadEvent violation(Fields fields) {
        if (fields.isTwice(slot)) {
            return new BadEvent(Reason.DUPLICATE_FIELD, "'" + rule.field() + "' is there more than once");
        }
        if (kept.test(fields)) {
            return null;
        }
        String expected = rule instanceof Rule.Required ? "it is required" : rule.keyword() + " is " + rule.value();
        return new BadEvent(Reason.RULE_VIOLATED, "'" + rule.field() + "' is " + held(fields) + ", but " + expected);
    }

    private String held(Fields fields) {
        return switch (fields.kind(slot)) {
            case ABSENT -> "missing";
            case NULL -> "null";
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            default -> isSecret ? "a value that came encrypted" : DemandCheck.describe(fields.get(slot));
        };
    }

    /** A member is required of an object alone, and only where that is there. */
    private static Predicate<Fields> required(FieldPath field, int slot, Projection projection) {
        int[] way = FieldTree.wayTo(field, projection);
        return fields ->
                fields.isPresent(slot) || way.length > 0 && fields.kind(way[way.length - 1]) != FieldKind.OBJECT;
    }

    private static Predicate<Fields> kept(Rule rule, int slot) {
        if (rule instanceof Rule.OfType type) {
            return fields -> fields.kind(slot) == FieldKind.ABSENT
                    || type.types().stream().anyMatch(one -> isOf(one, fields, slot));
        } else if (rule instanceof Rule.Bounded bound) {
            return fields -> fields.kind(slot) != FieldKind.NUMBER
                    || fields.get(slot) instanceof FieldValue.Number number && isWithin(bound, number);
        } else if (rule instanceof Rule.Length length) {
            return fields -> fields.kind(slot) != FieldKind.TEXT || isWithin(length, text(fields, slot));
        } else if (rule instanceof Rule.Matching matching) {
            Pattern pattern = Pattern.compile(matching.pattern());
            return fields -> fields.kind(slot) != FieldKind.TEXT
                    || pattern.matcher(text(fields, slot)).find();
        }
        var oneOf = (Rule.OneOf) rule;
        return fields -> fields.kind(slot) == FieldKind.ABSENT
                || fields.get(slot) instanceof FieldValue.Scalar value
                        && oneOf.values().contains(value);
    }

    private static boolean isOf(Rule.Type type, Fields fields, int slot) {
        FieldKind kind = fields.kind(slot);
        return switch (type) {
            case STRING -> kind == FieldKind.TEXT || fields.isBroken(slot);
            case NUMBER -> kind == FieldKind.NUMBER;
            case INTEGER -> kind == FieldKind.NUMBER && isWhole(fields, slot);
            case BOOLEAN -> kind == FieldKind.TRUE || kind == FieldKind.FALSE;
            case OBJECT -> kind == FieldKind.OBJECT && !fields.isBroken(slot);
            case ARRAY -> kind == FieldKind.ARRAY;
            case NULL -> kind == FieldKind.NULL;
        };
    }

    private static boolean isWhole(Fields fields, int slot) {
        return fields.isInteger(slot)
                || fields.get(slot) instanceof FieldValue.Number number
                        && number.value().stripTrailingZeros().scale() <= 0;
    }

    private static boolean isWithin(Rule.Bounded bound, FieldValue.Number number) {
        int order = number.value().compareTo(bound.limit());
        return switch (bound.bound()) {
            case MINIMUM -> order >= 0;
            case MAXIMUM -> order <= 0;
            case EXCLUSIVE_MINIMUM -> order > 0;
            case EXCLUSIVE_MAXIMUM -> order < 0;
        };
    }

    private static boolean isWithin(Rule.Length length, String text) {
        int characters = text.codePointCount(0, text.length());
        return length.isMost() ? characters <= length.characters() : characters >= length.characters();
    }

    private static String text(Fields fields, int slot) {
        return ((FieldValue.Text) fields.get(slot)).text();
    }
}
