// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A JSON object and where its projected fields stand in it. Values are made of the bytes when they are asked for, anew
 * each time; the methods that answer with a number or a boolean allocate nothing.
 *
 * <p>The bytes are shared with whoever made the object and must not be written to. Otherwise immutable, but for the
 * fields of an {@link EventBuffer}, which are those of the event that it holds at the time.
 */
public final class Fields implements JsonDecoder.Result {

    /** Most characters of a literal that {@link #fitsLong} takes: so many digits are always a long. */
    private static final int MAX_LONG_LENGTH = 18;

    private static final FieldKind[] KINDS = FieldKind.values();
    private static final int KIND_BITS = 7;

    /** Set for a text with escapes and for a number with an exponent: what can't be taken as it stands. */
    private static final int MARK = 8;

    private byte[] bytes;

    /** The object, where it was made; null for one that was read, which stands in {@link #bytes}. */
    private byte[] made;

    /** Whole words, see {@link Words#clear}. */
    private final byte[] kinds;

    private final int[] spans;

    /** @param size how many fields, with those that only hold projected ones */
    Fields(int size) {
        this.bytes = new byte[0];
        this.kinds = new byte[Words.roundUp(size)];
        this.spans = new int[2 * size];
    }

    private Fields(Fields other) {
        this.bytes = other.bytes;
        this.made = other.made;
        this.kinds = other.kinds.clone();
        this.spans = other.spans.clone();
    }

    /**
     * Fields of an object that was made and not read.
     *
     * @param json the object, UTF-8
     * @param values by slot
     */
    public static Fields of(byte[] json, FieldValue[] values) {
        return MadeFields.of(json, values);
    }

    /** Forgets all fields and takes those of another object that is read, of which none is known yet. */
    void reset(byte[] json) {
        resetMade(null, json);
    }

    /** Forgets all fields and takes those of another object that is made, which stand in {@code values}. */
    void resetMade(byte[] json, byte[] values) {
        bytes = values;
        made = json;
        Words.clear(kinds);
    }

    void set(int index, FieldKind kind, boolean mark, int start, int end) {
        kinds[index] = (byte) (kind.ordinal() | (mark ? MARK : 0));
        spans[2 * index] = start;
        spans[2 * index + 1] = end;
    }

    /** Room for the fields of another object. */
    Fields empty() {
        return new Fields(spans.length / 2);
    }

    /** These fields as they are now, whatever happens to the buffer that they belong to. */
    Fields copy() {
        return new Fields(this);
    }

    /** The whole object as it came, UTF-8. */
    public byte[] json() {
        return made == null ? bytes : made;
    }

    /**
     * What {@link #start} and {@link #end} count in: {@link #json} for an object that was read; for one that was made,
     * something else.
     */
    public byte[] bytes() {
        return bytes;
    }

    public FieldKind kind(int slot) {
        return KINDS[kinds[slot] & KIND_BITS];
    }

    /** Whether the event has the field, if only as null. */
    public boolean isPresent(int slot) {
        return kinds[slot] != 0;
    }

    /** Where the value begins in {@link #bytes}, for a text behind its quotation mark; unspecified for an absent one. */
    public int start(int slot) {
        return spans[2 * slot];
    }

    /** Where the value ends in {@link #bytes}, for a text at its quotation mark; unspecified for an absent one. */
    public int end(int slot) {
        return spans[2 * slot + 1];
    }

    /**
     * Whether a text holds escapes. One that doesn't is, between {@link #start} and {@link #end}, its own UTF-8; of one
     * that does, {@link #get} knows the text. False for all other values.
     */
    public boolean isEscaped(int slot) {
        return kinds[slot] == (FieldKind.TEXT.ordinal() | MARK);
    }

    /**
     * Whether a number can be read by {@link #unscaled} and {@link #scale}: it has no exponent and at most 18
     * characters, which also means that it lies within the bounds of {@link Numbers}. False for all other values, and
     * for some numbers; {@link #get} knows those.
     */
    public boolean fitsLong(int slot) {
        return kinds[slot] == FieldKind.NUMBER.ordinal() && end(slot) - start(slot) <= MAX_LONG_LENGTH;
    }

    /** The digits of a number that {@link #fitsLong}, with its sign and without the decimal point: -120 for -1.20. */
    public long unscaled(int slot) {
        return DecimalBytes.unscaled(bytes, start(slot), end(slot));
    }

    /** How many digits of a number that {@link #fitsLong} stand behind the decimal point: 2 for -1.20. */
    public int scale(int slot) {
        return DecimalBytes.scale(bytes, start(slot), end(slot));
    }

    /** Whether a field holds a number within the bounds of {@link Numbers}. */
    boolean isUsableNumber(int slot) {
        if (kind(slot) != FieldKind.NUMBER) {
            return false;
        }
        int length = end(slot) - start(slot);
        // Digits alone pass the bounds only when there are hundreds of them.
        return kinds[slot] == FieldKind.NUMBER.ordinal() && length < Numbers.MAX_INTEGER_DIGITS
                || length <= Numbers.MAX_LENGTH && Numbers.parse(literal(slot)).isPresent();
    }

    /** Whether a number is written as an integer, see {@link FieldValue.Number#isInteger}. */
    boolean isInteger(int slot) {
        if (kinds[slot] != FieldKind.NUMBER.ordinal()) {
            return false;
        }
        for (int i = start(slot); i < end(slot); i++) {
            if (bytes[i] == '.') {
                return false;
            }
        }
        return true;
    }

    /** What the field of this slot holds; {@link FieldValue#MISSING} where there is no such field. */
    public FieldValue get(int slot) {
        return switch (kind(slot)) {
            case ABSENT, NULL -> FieldValue.MISSING;
            case TEXT -> new FieldValue.Text(text(slot));
            case NUMBER -> number(slot);
            case TRUE -> new FieldValue.Bool(true);
            case FALSE -> new FieldValue.Bool(false);
            case OBJECT, ARRAY -> FieldValue.COMPOSITE;
        };
    }

    /** The JSON text of a field as it stands in the event, UTF-8; empty where an event that was read has no such field. */
    public Optional<byte[]> verbatim(int slot) {
        if (!isPresent(slot) || made != null) {
            return Optional.empty();
        }
        int quote = kind(slot) == FieldKind.TEXT ? 1 : 0;
        return Optional.of(Arrays.copyOfRange(bytes, start(slot) - quote, end(slot) + quote));
    }

    /** The text of a field whose {@link #kind} is {@link FieldKind#TEXT}; unspecified for any other. */
    public String text(int slot) {
        return isEscaped(slot)
                ? Escapes.decode(bytes, start(slot), end(slot))
                : new String(bytes, start(slot), end(slot) - start(slot), StandardCharsets.UTF_8);
    }

    private FieldValue number(int slot) {
        if (end(slot) - start(slot) > Numbers.MAX_LENGTH) {
            return FieldValue.UNUSABLE_NUMBER;
        }
        String literal = literal(slot);
        var value = Numbers.parse(literal);
        return value.isPresent() ? new FieldValue.Number(value.get(), literal) : FieldValue.UNUSABLE_NUMBER;
    }

    private String literal(int slot) {
        return new String(bytes, start(slot), end(slot) - start(slot), StandardCharsets.ISO_8859_1);
    }
}
