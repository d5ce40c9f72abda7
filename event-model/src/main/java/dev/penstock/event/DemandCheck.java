// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.FieldNeeds.Demand;
import dev.penstock.event.FieldNeeds.Kind;
import dev.penstock.event.pipeline.Quote;

import java.nio.charset.StandardCharsets;

/** A demand on a field, compiled to slots. Looks at the bytes, so that it allocates nothing as long as all is well. */
final class DemandCheck {

    private final FieldPath field;
    private final int slot;
    private final Kind kind;
    private final EventFilter when;
    private final int maxTextBytes;

    DemandCheck(Demand demand, Projection projection, DecodeLimits limits) {
        this.field = demand.field();
        this.slot = projection.slot(field);
        this.kind = demand.kind();
        this.when = EventFilter.compile(demand.when(), projection);
        this.maxTextBytes = limits.maxKeptTextBytes();
    }

    /** What is wrong with an event by this demand; null where nothing is. */
    BadEvent apply(Fields fields) {
        Reason reason = fault(fields);
        return reason == null || !when.matches(fields)
                ? null
                : new BadEvent(reason, "'" + field + "' is " + describe(fields.get(slot)) + ", expected " + expected());
    }

    private Reason fault(Fields fields) {
        return switch (fields.kind(slot)) {
            case ABSENT, NULL -> null;
            case TEXT -> kind == Kind.NUMBER ? Reason.NOT_A_NUMBER : isTooLong(fields) ? Reason.TEXT_TOO_LONG : null;
            case NUMBER -> numberFault(fields);
            case TRUE, FALSE -> kind == Kind.NUMBER ? Reason.NOT_A_NUMBER : null;
            case OBJECT, ARRAY -> noScalar(Reason.NOT_A_NUMBER);
        };
    }

    private Reason numberFault(Fields fields) {
        if (!fields.isUsableNumber(slot)) {
            return noScalar(Reason.NUMBER_NOT_FINITE);
        }
        return kind == Kind.KEY && !fields.isInteger(slot) ? Reason.KEY_WRONG_TYPE : null;
    }

    private Reason noScalar(Reason whereANumberIsNeeded) {
        return switch (kind) {
            case KEY -> Reason.KEY_WRONG_TYPE;
            case NUMBER -> whereANumberIsNeeded;
            case KEPT, COUNTED -> Reason.NOT_A_VALUE;
        };
    }

    private boolean isTooLong(Fields fields) {
        // An escape is never shorter than what it stands for.
        return kind != Kind.COUNTED
                && fields.end(slot) - fields.start(slot) > maxTextBytes
                && (!fields.isEscaped(slot)
                        || Escapes.decode(fields.bytes(), fields.start(slot), fields.end(slot))
                                        .getBytes(StandardCharsets.UTF_8)
                                        .length
                                > maxTextBytes);
    }

    private String expected() {
        return switch (kind) {
            case KEY -> "text of at most " + maxTextBytes + " bytes, an integer or a boolean";
            case NUMBER -> "a finite number";
            case KEPT -> "text of at most " + maxTextBytes + " bytes, a number or a boolean";
            case COUNTED -> "text, a number or a boolean";
        };
    }

    /** A value in a message: what it is, and the start of it. */
    static String describe(FieldValue value) {
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
