// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes down the values of an object that was made, so that they can be read like those of one that came. */
final class MadeFields {

    private static final byte[] UNUSABLE = "1e999".getBytes(StandardCharsets.ISO_8859_1);

    private MadeFields() {}

    static Fields of(byte[] json, FieldValue[] values) {
        var fields = new FieldsBuffer(values.length, DecodeLimits.DEFAULT.maxKeptTextBytes(), false);
        var bytes = new ByteArrayOutputStream();
        int[] starts = new int[values.length + 1];
        for (int slot = 0; slot < values.length; slot++) {
            bytes.writeBytes(written(values[slot]));
            starts[slot + 1] = bytes.size();
        }
        fields.resetMade(json, bytes.toByteArray());
        for (int slot = 0; slot < values.length; slot++) {
            fields.set(slot, kind(values[slot]), hasExponent(values[slot]), starts[slot], starts[slot + 1]);
        }
        return fields;
    }

    private static byte[] written(FieldValue value) {
        if (value instanceof FieldValue.Scalar scalar) {
            return scalar.asText().getBytes(StandardCharsets.UTF_8);
        }
        return value == FieldValue.UNUSABLE_NUMBER ? UNUSABLE : new byte[0];
    }

    private static FieldKind kind(FieldValue value) {
        if (value instanceof FieldValue.Text) {
            return FieldKind.TEXT;
        } else if (value instanceof FieldValue.Bool bool) {
            return bool.value() ? FieldKind.TRUE : FieldKind.FALSE;
        } else if (value == FieldValue.COMPOSITE) {
            return FieldKind.OBJECT;
        }
        return value == FieldValue.MISSING ? FieldKind.ABSENT : FieldKind.NUMBER;
    }

    private static boolean hasExponent(FieldValue value) {
        return value == FieldValue.UNUSABLE_NUMBER
                || value instanceof FieldValue.Number number
                        && number.literal().chars().anyMatch(c -> c == 'e' || c == 'E');
    }
}
