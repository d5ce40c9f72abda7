// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import java.util.Arrays;
import java.util.Optional;

/**
 * A JSON object and its projected fields. The arrays are shared with whoever made it and must not be written to;
 * otherwise immutable.
 */
public final class Fields implements JsonDecoder.Result {

    private final byte[] json;
    private final FieldValue[] values;
    private final int[] spans;

    /**
     * @param json the whole object as UTF-8
     * @param values by slot, none of them null
     * @param spans by slot, where the value stands in {@code json}: start at {@code 2 * slot}, end behind it; a start
     *     of -1 where it was not asked for or the field is missing
     */
    Fields(byte[] json, FieldValue[] values, int[] spans) {
        this.json = json;
        this.values = values;
        this.spans = spans;
    }

    /**
     * Fields of an object that was made and not read.
     *
     * @param values by slot
     */
    public static Fields of(byte[] json, FieldValue[] values) {
        int[] spans = new int[2 * values.length];
        Arrays.fill(spans, -1);
        return new Fields(json, values, spans);
    }

    /** The whole object as it came, UTF-8. */
    public byte[] json() {
        return json;
    }

    /** What the field of this slot holds; {@link FieldValue#MISSING} where there is no such field. */
    public FieldValue get(int slot) {
        return values[slot];
    }

    /**
     * The JSON text of a field that the projection asked to keep verbatim, as it stands in the event, UTF-8; empty
     * where the event has no such field.
     */
    public Optional<byte[]> verbatim(int slot) {
        int start = spans[2 * slot];
        return start < 0 ? Optional.empty() : Optional.of(Arrays.copyOfRange(json, start, spans[2 * slot + 1]));
    }
}
