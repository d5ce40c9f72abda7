// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.event.FieldValue;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Writes what {@link TileReader} reads. Integers are varints: seven bits a byte, lowest first. */
final class TileWriter {

    static final int FALSE = 0;
    static final int TRUE = 1;
    static final int NUMBER = 2;
    static final int TEXT = 3;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

    byte[] toByteArray() {
        return out.toByteArray();
    }

    void single(int value) {
        out.write(value);
    }

    void flag(boolean value) {
        single(value ? TRUE : FALSE);
    }

    void fixedInt(int value) {
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write(value >>> shift);
        }
    }

    void fixedLong(long value) {
        fixedInt((int) (value >>> Integer.SIZE));
        fixedInt((int) value);
    }

    void unsigned(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Small magnitudes of either sign are short: 0, -1, 1, -2 become 0, 1, 2, 3. */
    void signed(long value) {
        unsigned(value << 1 ^ value >> 63);
    }

    /** Without a length. */
    void bytes(byte[] bytes) {
        out.writeBytes(bytes);
    }

    void decimal(BigDecimal value) {
        BigDecimal canonical = value.stripTrailingZeros();
        signed(canonical.scale());
        lengthAndBytes(canonical.unscaledValue().toByteArray());
    }

    void scalar(FieldValue.Scalar value) {
        if (value instanceof FieldValue.Bool bool) {
            flag(bool.value());
        } else if (value instanceof FieldValue.Number number) {
            single(NUMBER);
            decimal(number.value());
        } else {
            single(TEXT);
            lengthAndBytes(value.asText().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void lengthAndBytes(byte[] bytes) {
        unsigned(bytes.length);
        bytes(bytes);
    }
}
