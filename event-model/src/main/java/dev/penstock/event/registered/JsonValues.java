// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.registered;

import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.Numbers;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.bytes.Utf8;
import dev.penstock.event.json.Refusal;

import java.math.BigDecimal;
import java.math.BigInteger;

/** How values of binary formats look as JSON. */
public final class JsonValues {

    /** Decimals of more bytes, or with more digits behind the point, are beyond what {@link Numbers} takes. */
    private static final int MOST_DECIMAL_BYTES = 128;

    private JsonValues() {}

    /** Puts a number in its shortest form; null for one that JSON can't spell. */
    public static void put(double value, JsonBuffer out) {
        out.literal(Double.isFinite(value) ? Double.toString(value) : "null");
    }

    /** Puts the shortest digits that stand for this number as a float; null for one that JSON can't spell. */
    public static void put(float value, JsonBuffer out) {
        out.literal(Float.isFinite(value) ? Float.toString(value) : "null");
    }

    /** Puts a decimal of these bytes in two's complement, the highest first; null for one beyond all bounds. */
    public static void putDecimal(byte[] bytes, int start, int length, long scale, JsonBuffer out) {
        boolean isWithin = length > 0
                && length <= MOST_DECIMAL_BYTES
                && scale >= -MOST_DECIMAL_BYTES
                && scale <= MOST_DECIMAL_BYTES;
        if (!isWithin) {
            out.nothing();
        } else {
            out.literal(new BigDecimal(new BigInteger(bytes, start, length), (int) scale).toPlainString());
        }
    }

    /**
     * Puts a text.
     *
     * @throws Refusal if the bytes are no UTF-8
     */
    public static void putText(byte[] bytes, int start, int length, JsonBuffer out) {
        int broken = Utf8.firstInvalid(bytes, start, start + length);
        if (broken >= 0) {
            throw new Refusal(Reason.BROKEN_UTF8, "a text that is no UTF-8 from byte " + broken + " on");
        }
        out.text(bytes, start, start + length);
    }
}
