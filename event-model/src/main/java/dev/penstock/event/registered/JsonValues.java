// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.registered;

import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.FieldsBuffer;
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
        // Most numbers are hundredths. A double holds 15 digits, so these digits are the only ones of so few.
        long hundredths = Math.round(value * 100);
        if (hundredths / 100.0 == value && Math.abs(value) < 1e7 && hundredths != 0) {
            putHundredths(hundredths, out);
            return;
        }
        out.literal(Double.isFinite(value) ? Double.toString(value) : "null");
    }

    private static void putHundredths(long hundredths, JsonBuffer out) {
        if (hundredths < 0) {
            out.put('-');
        }
        long rest = Math.abs(hundredths);
        out.number(rest / 100);
        out.put('.');
        out.digits(rest % 10 == 0 ? rest / 10 : rest, rest % 10 == 0 ? 1 : 2);
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
        check(bytes, start, length);
        out.text(bytes, start, start + length);
    }

    /**
     * Sets a field to a text that stands in the value as it came.
     *
     * @throws Refusal if the bytes are no UTF-8
     */
    public static void setText(FieldsBuffer target, int index, int start, int length) {
        if (!target.setText(index, start, start + length)) {
            check(target.original(), start, length);
        }
    }

    private static void check(byte[] bytes, int start, int length) {
        int broken = Utf8.firstInvalid(bytes, start, start + length);
        if (broken >= 0) {
            throw new Refusal(Reason.BROKEN_UTF8, "a text that is no UTF-8 from byte " + broken + " on");
        }
    }
}
