// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.json;

import dev.penstock.event.BadEvent;
import dev.penstock.event.BadEvent.Reason;

import java.util.Locale;

/** Ends the reading of a value; never leaves a decoder. Without a stack trace, so that bad input is cheap. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient BadEvent bad;

    public Refusal(Reason reason, String detail) {
        super(detail, null, false, false);
        this.bad = new BadEvent(reason, detail);
    }

    /** No JSON, since at {@code at} stands something else than what is expected, or nothing. */
    static Refusal expected(String expected, byte[] json, int at) {
        return new Refusal(Reason.NOT_JSON, found(json, at) + ", expected " + expected + " (at byte " + at + ")");
    }

    public static Refusal tooDeep(int maxDepth) {
        return new Refusal(Reason.TOO_DEEP, "nested deeper than " + maxDepth + " objects and arrays");
    }

    public BadEvent bad() {
        return bad;
    }

    private static String found(byte[] json, int at) {
        if (at >= json.length) {
            return "ends too early";
        }
        byte found = json[at];
        return found > ' ' && found < 0x7F
                ? "found '" + (char) found + "'"
                : String.format(Locale.ROOT, "found byte 0x%02x", found);
    }
}
