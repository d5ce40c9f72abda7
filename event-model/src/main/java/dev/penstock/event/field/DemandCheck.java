// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.field;

import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Numbers;
import dev.penstock.event.Projection;
import dev.penstock.event.field.FieldNeeds.Demand;
import dev.penstock.event.field.FieldNeeds.Kind;
import dev.penstock.event.pipeline.mistake.Quote;

/** A demand on a field, compiled to slots. Looks at the bytes, so that it allocates nothing as long as all is well. */
public final class DemandCheck {

    /** Values up to this length are never too long, as texts or as numbers. */
    private static final int SHORT = 64;

    private final int slot;
    private final Kind kind;

    /** What is fine without a closer look as long as it is {@link #SHORT}. */
    private final int plain;

    private final EventFilter when;

    public DemandCheck(Demand demand, Projection projection) {
        this.slot = projection.slot(demand.field());
        this.kind = demand.kind();
        this.plain = plain(kind);
        this.when = EventFilter.compile(demand.when(), projection);
    }

    private static int plain(Kind kind) {
        return switch (kind) {
            case KEY -> Fields.plain(FieldKind.ABSENT, FieldKind.NULL, FieldKind.TEXT, FieldKind.TRUE, FieldKind.FALSE);
            case NUMBER -> Fields.plain(FieldKind.ABSENT, FieldKind.NULL, FieldKind.NUMBER);
            case TEXT -> Fields.plain(FieldKind.ABSENT, FieldKind.NULL, FieldKind.TEXT);
            case KEPT, SINGLE ->
                Fields.plain(
                        FieldKind.ABSENT,
                        FieldKind.NULL,
                        FieldKind.TEXT,
                        FieldKind.NUMBER,
                        FieldKind.TRUE,
                        FieldKind.FALSE);
        };
    }

    public int slot() {
        return slot;
    }

    /** What is wrong with an event by this demand; null where nothing is. */
    public Reason fault(Fields fields) {
        return fields.isPlain(slot, plain, SHORT) ? null : unusualFault(fields);
    }

    private Reason unusualFault(Fields fields) {
        Reason reason = faultOfValue(fields);
        return reason == null || when.matches(fields) ? reason : null;
    }

    private Reason faultOfValue(Fields fields) {
        return switch (fields.kind(slot)) {
            case ABSENT, NULL -> null;
            case TEXT -> textFault(fields);
            case NUMBER -> numberFault(fields);
            case TRUE, FALSE ->
                kind == Kind.NUMBER ? Reason.NOT_A_NUMBER : kind == Kind.TEXT ? Reason.NOT_A_TEXT : null;
            case OBJECT, ARRAY ->
                fields.isTwice(slot)
                        ? Reason.DUPLICATE_FIELD
                        : fields.isBroken(slot) ? Reason.BROKEN_UTF8 : notSingle();
        };
    }

    private Reason textFault(Fields fields) {
        if (kind == Kind.NUMBER) {
            return fields.hasLenientNumbers() ? lenientFault(fields) : Reason.NOT_A_NUMBER;
        }
        boolean kept = kind == Kind.KEY || kind == Kind.KEPT;
        return kept && fields.isTooLong(slot) ? Reason.TEXT_TOO_LONG : null;
    }

    private Reason lenientFault(Fields fields) {
        if (fields.fitsLong(slot)) {
            return null;
        }
        FieldValue value = fields.numeric(slot);
        return value instanceof FieldValue.Number
                ? null
                : value == FieldValue.UNUSABLE_NUMBER ? Reason.NUMBER_NOT_FINITE : Reason.NOT_A_NUMBER;
    }

    private Reason numberFault(Fields fields) {
        return switch (kind) {
            case KEY -> fields.isKeyPart(slot) ? null : Reason.KEY_WRONG_TYPE;
            case TEXT -> Reason.NOT_A_TEXT;
            case NUMBER, KEPT, SINGLE -> fields.isUsableNumber(slot) ? null : Reason.NUMBER_NOT_FINITE;
        };
    }

    private Reason notSingle() {
        return switch (kind) {
            case KEY -> Reason.KEY_WRONG_TYPE;
            case NUMBER -> Reason.NOT_A_NUMBER;
            case TEXT -> Reason.NOT_A_TEXT;
            case KEPT, SINGLE -> Reason.NOT_A_VALUE;
        };
    }

    /**
     * In words: {@code 'total' is the text '1.50', expected a finite number}.
     *
     * @param where the field in messages
     */
    public static String describe(String where, Reason reason, Fields fields, int slot) {
        String expected = switch (reason) {
            case KEY_WRONG_TYPE -> "text, an integer or a boolean";
            case NOT_A_NUMBER -> "a finite number" + hint(fields, slot);
            case NUMBER_NOT_FINITE -> "a finite number";
            case NOT_A_TEXT -> "text";
            case NOT_A_VALUE -> "text, a number or a boolean";
            case TEXT_TOO_LONG -> "at most " + fields.maxKeptTextBytes() + " bytes";
            case DUPLICATE_FIELD -> "it once";
            default -> "text that can be written as UTF-8";
        };
        String is = switch (reason) {
            case DUPLICATE_FIELD -> "there more than once";
            case BROKEN_UTF8 -> "a text with one half of a surrogate pair";
            default -> describeHeld(fields, slot);
        };
        return where + " is " + is + ", expected " + expected;
    }

    private static String describeHeld(Fields fields, int slot) {
        return switch (fields.kind(slot)) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            default -> describe(fields.get(slot));
        };
    }

    private static String hint(Fields fields, int slot) {
        boolean inText = fields.get(slot) instanceof FieldValue.Text text
                && !fields.hasLenientNumbers()
                && Numbers.ofText(text) instanceof FieldValue.Number;
        return inText ? " (numbers: lenient takes it for one)" : "";
    }

    /** A value in a message: what it is, and the start of it. */
    public static String describe(FieldValue value) {
        if (value instanceof FieldValue.Text text) {
            return "the text " + Quote.quote(text.text());
        } else if (value instanceof FieldValue.Number number) {
            return "the number " + Quote.plain(number.literal());
        } else if (value instanceof FieldValue.Bool bool) {
            return "the boolean " + bool.value();
        } else if (value == FieldValue.UNUSABLE_NUMBER) {
            return "a number that is not finite or has too many digits";
        }
        return value == FieldValue.MISSING ? "missing" : "an object or an array";
    }
}
