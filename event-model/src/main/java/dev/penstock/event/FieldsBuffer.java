// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.event.bytes.SwarBytes;
import dev.penstock.event.bytes.Utf8;

import java.util.Arrays;

/**
 * Fields that are filled again and again, each time with those of another object. For use by one thread at a time; who
 * only reads them takes them for {@link Fields}.
 */
public final class FieldsBuffer extends Fields {

    /** More than that isn't kept for later objects. */
    private static final int MOST_KEPT_BYTES = 64 * 1024;

    /**
     * @param size how many fields, with those that only hold projected ones
     * @param maxKeptTextBytes longest text that a key or a tile takes, see {@link DecodeLimits}
     * @param lenientNumbers whether a text that holds a number is a number where one is needed
     */
    public FieldsBuffer(int size, int maxKeptTextBytes, boolean lenientNumbers) {
        super(size, maxKeptTextBytes, lenientNumbers);
    }

    /** Room for the fields of another object. */
    public FieldsBuffer empty() {
        return new FieldsBuffer(spans.length / 2, maxKeptTextBytes, lenientNumbers);
    }

    /** These fields as they are now, whatever this is filled with later. */
    public Fields copy() {
        return new Fields(this);
    }

    /** Forgets all fields and takes those of another object that is read, of which none is known yet. */
    public void reset(byte[] json) {
        resetMade(null, json);
    }

    /** Forgets all fields and takes those of another object that is made, which stand in {@code values}. */
    public void resetMade(byte[] json, byte[] values) {
        bytes = values;
        made = json;
        SwarBytes.clear(kinds);
        unusableCount = 0;
        // To write a reference costs more than to read one, as EventFields tells.
        if (original != null) {
            original = null;
        }
    }

    /**
     * Forgets all fields and takes those of another object that came in another form than JSON. Values are put into the
     * text that {@link #foreign} begins, and then {@link #setPut}, or they are {@link #setText}; in the end {@link #taken} is
     * to be called.
     */
    public void resetForeign(byte[] value) {
        SwarBytes.clear(kinds);
        unusableCount = 0;
        original = value;
        made = null;
    }

    /**
     * Begins the text for values of the object, with the object as it came in front: texts mostly can be read there.
     *
     * @param limit so many bytes the text may have
     */
    public JsonBuffer foreign(int limit) {
        if (text == null || text.bytes().length > MOST_KEPT_BYTES) {
            text = new JsonBuffer(256, limit);
        }
        text.truncate(0);
        text.put(original);
        return text;
    }

    /**
     * Ends what {@link #resetForeign} began.
     *
     * @param json the whole object as JSON, null where nobody asks for it
     */
    public void taken(byte[] json) {
        made = json;
        if (bytes != text.bytes()) {
            bytes = text.bytes();
        }
    }

    /**
     * Takes a text that stands in the object as it came.
     *
     * @return whether it is UTF-8; nothing is set where it isn't
     */
    public boolean setText(int index, int start, int end) {
        byte[] put = text.bytes();
        int plain = SwarBytes.plainEnd(put, start, end);
        if (plain == end) {
            set(index, FieldKind.TEXT, false, start, end);
            return true;
        }
        if (Utf8.firstInvalid(put, plain, end) >= 0) {
            return false;
        }
        int from = text.length();
        text.text(original, start, end);
        setPut(index, from);
        return true;
    }

    /** Takes the number that was put into the text from {@code start} on, which has no exponent. */
    public void setPlainNumber(int index, int start) {
        set(index, FieldKind.NUMBER, false, start, text.length());
    }

    /** Takes the JSON value that was put into the text from {@code start} on. */
    public void setPut(int index, int start) {
        byte[] put = text.bytes();
        int end = text.length();
        switch (put[start]) {
            case '"' -> set(index, FieldKind.TEXT, contains(put, start, end, '\\'), start + 1, end - 1);
            case '{' -> set(index, FieldKind.OBJECT, false, start, end);
            case '[' -> set(index, FieldKind.ARRAY, false, start, end);
            case 't' -> set(index, FieldKind.TRUE, false, start, end);
            case 'f' -> set(index, FieldKind.FALSE, false, start, end);
            case 'n' -> set(index, FieldKind.NULL, false, start, end);
            default -> set(index, FieldKind.NUMBER, contains(put, start, end, 'E'), start, end);
        }
    }

    private static boolean contains(byte[] bytes, int start, int end, char ascii) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == ascii) {
                return true;
            }
        }
        return false;
    }

    /** Tells how the object came that {@link #json} is made of. */
    public void cameAs(byte[] json) {
        original = json;
    }

    public void set(int index, FieldKind kind, boolean mark, int start, int end) {
        kinds[index] = (byte) (kind.ordinal() | (mark ? MARK : 0));
        spans[2 * index] = start;
        spans[2 * index + 1] = end;
    }

    /** A name that stands there more than once: no reader can know which value is meant. */
    public void setTwice(int index) {
        kinds[index] = (byte) (FieldKind.OBJECT.ordinal() | TWICE);
    }

    /** A text that can't be written as UTF-8, from quotation mark to quotation mark. */
    public void setBroken(int index, int start, int end) {
        set(index, FieldKind.OBJECT, false, start, end);
        kinds[index] |= BROKEN;
    }

    /** Takes what stands there for a number that is not finite. */
    public void setUnusableNumber(int index) {
        set(index, FieldKind.NUMBER, true, start(index), end(index));
    }

    /** Notes that a reader needs the field and can't use what it holds. */
    public void addUnusable(int code) {
        for (int i = 0; i < unusableCount; i++) {
            if (unusable[i] == code) {
                return;
            }
        }
        if (unusableCount == unusable.length) {
            unusable = Arrays.copyOf(unusable, Math.max(4, 2 * unusableCount));
        }
        unusable[unusableCount++] = code;
    }
}
