// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import dev.penstock.event.bytes.DecimalBytes;
import dev.penstock.event.bytes.Escapes;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.bytes.SwarBytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A JSON object and where its projected fields stand in it. Values are made of the bytes when they are asked for, anew
 * each time; the methods that answer with a number or a boolean allocate nothing.
 *
 * <p>The bytes are shared with whoever made the object and must not be written to. Otherwise immutable, but for a
 * {@link FieldsBuffer}, whose fields are those of the object that it holds at the time.
 */
public sealed class Fields implements JsonResult permits FieldsBuffer {

    /** Most characters of a literal that {@link #fitsLong} takes: so many digits are always a long. */
    private static final int MAX_LONG_LENGTH = 18;

    private static final FieldKind[] KINDS = FieldKind.values();
    private static final int KIND_BITS = 7;

    /** Set for a text with escapes and for a number with an exponent: what can't be taken as it stands. */
    static final int MARK = 8;

    /** Set with {@link FieldKind#OBJECT}, which no reader of single values takes, for a name that stands there twice. */
    static final int TWICE = 16;

    /** Set with {@link FieldKind#OBJECT} for a text that can't be written as UTF-8. */
    static final int BROKEN = 32;

    private static final int[] NONE = {};

    final int maxKeptTextBytes;
    final boolean lenientNumbers;
    byte[] bytes;

    /** The object as it came, where {@link #bytes} is not quite that; null where it is. */
    byte[] original;

    /** Of fields that some reader needs and can't use: slot and reason, see {@link UnusableField#code}. */
    int[] unusable = NONE;

    int unusableCount;

    /** The object as JSON, where {@link #bytes} is something else: it was made, or came in another form. */
    byte[] made;

    /** What {@link #bytes} is of an object that came in another form; null for those of sources of JSON. */
    JsonBuffer text;

    /** Whole words, see {@link SwarBytes#clear}. */
    final byte[] kinds;

    final int[] spans;

    /**
     * @param size how many fields, with those that only hold projected ones
     * @param maxKeptTextBytes longest text that a key or a tile takes, see {@link DecodeLimits}
     * @param lenientNumbers whether a text that holds a number is a number where one is needed
     */
    Fields(int size, int maxKeptTextBytes, boolean lenientNumbers) {
        this.maxKeptTextBytes = maxKeptTextBytes;
        this.lenientNumbers = lenientNumbers;
        this.bytes = new byte[0];
        this.kinds = new byte[SwarBytes.roundUp(size)];
        this.spans = new int[2 * size];
    }

    /** Those of another object as they are now. */
    Fields(Fields other) {
        this.maxKeptTextBytes = other.maxKeptTextBytes;
        this.lenientNumbers = other.lenientNumbers;
        this.unusable = other.unusable.clone();
        this.unusableCount = other.unusableCount;
        this.original = other.original;
        this.bytes = other.text == null ? other.bytes : other.text.toBytes();
        this.text = other.text;
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

    /**
     * The whole object as JSON, UTF-8: as it came, but for what is no JSON, see {@link #original}.
     *
     * @throws IllegalStateException if it came in another form and nobody was expected to ask
     */
    public byte[] json() {
        if (made != null) {
            return made;
        }
        if (text != null) {
            throw new IllegalStateException("the object came in another form than JSON, and no stream reads it");
        }
        return bytes;
    }

    /**
     * The whole object as it came. It is another one than {@link #json} only where that came in another form, or holds NaN
     * or Infinity as bare words: there the latter has null.
     */
    public byte[] original() {
        return original == null ? json() : original;
    }

    /** How many fields there are that some reader needs and can't use; what is wrong with them, the decoder knows. */
    public int unusableCount() {
        return unusableCount;
    }

    /** @param index less than {@link #unusableCount} */
    public int unusable(int index) {
        return unusable[index];
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

    /**
     * Whether the field is as plain as nearly all are: of one of some kinds, with or without escapes but not there twice,
     * and not long.
     *
     * @param ofKinds a set of {@link FieldKind}, a bit for each; a number has no exponent
     * @param most bytes
     */
    public boolean isPlain(int slot, int ofKinds, int most) {
        return (ofKinds >>> kinds[slot] & 1) != 0 && end(slot) - start(slot) <= most;
    }

    /** The set of some kinds for {@link #isPlain}. */
    public static int plain(FieldKind... ofKinds) {
        int set = 0;
        for (FieldKind kind : ofKinds) {
            set |= 1 << kind.ordinal();
            if (kind == FieldKind.TEXT) {
                set |= 1 << (kind.ordinal() | MARK);
            }
        }
        return set;
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

    /** Whether a field is there more than once, or lies in an object that is; its {@link #kind} is then an object. */
    public boolean isTwice(int slot) {
        return (kinds[slot] & TWICE) != 0;
    }

    /** Whether a field holds a text that can't be written as UTF-8; its {@link #kind} is then an object. */
    public boolean isBroken(int slot) {
        return (kinds[slot] & BROKEN) != 0;
    }

    /** Longest text that a key or a tile takes. */
    public int maxKeptTextBytes() {
        return maxKeptTextBytes;
    }

    /** Whether a text that holds a number is a number where one is needed. */
    public boolean hasLenientNumbers() {
        return lenientNumbers;
    }

    /**
     * Whether {@link #numeric} is a number that can be read by {@link #unscaled} and {@link #scale}: it has no exponent
     * and at most 18 characters, which also means that it lies within the bounds of {@link Numbers}. False for all other
     * values, and for some numbers; {@link #numeric} knows those.
     */
    public boolean fitsLong(int slot) {
        int length = end(slot) - start(slot);
        return length <= MAX_LONG_LENGTH
                && (kinds[slot] == FieldKind.NUMBER.ordinal()
                        || lenientNumbers
                                && kinds[slot] == FieldKind.TEXT.ordinal()
                                && DecimalBytes.arePlain(bytes, start(slot), end(slot)));
    }

    /**
     * What the field of this slot holds for a reader that needs a number: as {@link #get}, but that a text which holds a
     * number is that number where the source's numbers are lenient.
     */
    public FieldValue numeric(int slot) {
        FieldValue value = get(slot);
        return lenientNumbers && value instanceof FieldValue.Text text ? Numbers.ofText(text) : value;
    }

    /** Whether {@link #numeric} is a number. */
    public boolean isNumber(int slot) {
        return fitsLong(slot)
                || (kind(slot) == FieldKind.NUMBER || lenientNumbers && kind(slot) == FieldKind.TEXT)
                        && numeric(slot) instanceof FieldValue.Number;
    }

    /** Whether a key can take the value: a text that is not too long, an integer or a boolean. */
    public boolean isKeyPart(int slot) {
        return kinds[slot] == FieldKind.TEXT.ordinal() && end(slot) - start(slot) <= maxKeptTextBytes
                || isUnusualKeyPart(slot);
    }

    private boolean isUnusualKeyPart(int slot) {
        return switch (kind(slot)) {
            case TEXT -> !isTooLong(slot);
            case NUMBER -> isInteger(slot) && isUsableNumber(slot);
            case TRUE, FALSE -> true;
            case ABSENT, NULL, OBJECT, ARRAY -> false;
        };
    }

    /** Whether a text is longer than a key or a tile takes; false for all other values. */
    public boolean isTooLong(int slot) {
        // An escape is never shorter than what it stands for.
        return end(slot) - start(slot) > maxKeptTextBytes
                && kind(slot) == FieldKind.TEXT
                && (!isEscaped(slot) || text(slot).getBytes(StandardCharsets.UTF_8).length > maxKeptTextBytes);
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
    public boolean isUsableNumber(int slot) {
        if (kind(slot) != FieldKind.NUMBER) {
            return false;
        }
        int length = end(slot) - start(slot);
        // Digits alone pass the bounds only when there are hundreds of them.
        return kinds[slot] == FieldKind.NUMBER.ordinal() && length < Numbers.MAX_INTEGER_DIGITS
                || length <= Numbers.MAX_LENGTH && Numbers.parse(literal(slot)).isPresent();
    }

    /** Whether a number is written as an integer, see {@link FieldValue.Number#isInteger}. */
    public boolean isInteger(int slot) {
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

    /** The JSON text of a field as it stands in the event, UTF-8; empty where an event that was read has no such field, or has it twice. */
    public Optional<byte[]> verbatim(int slot) {
        if (!isPresent(slot) || isTwice(slot) || made != null && text == null) {
            return Optional.empty();
        }
        int quote = kind(slot) == FieldKind.TEXT ? 1 : 0;
        byte[] json = Arrays.copyOfRange(bytes, start(slot) - quote, end(slot) + quote);
        if (quote > 0) {
            // They need not stand around a text that came in another form.
            json[0] = '"';
            json[json.length - 1] = '"';
        }
        return Optional.of(json);
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
