// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The beginning of an input that should be text. */
final class Beginning {

    /** There is nothing but space, as far as is known. */
    static final int NONE = -1;

    /** So much of a text without any JSON shows that there won't be some. */
    private static final int ENOUGH_LINES = 20;

    private static final int ENOUGH_BYTES = 1 << 16;

    private final byte[] bytes;
    private final int length;
    private final boolean whole;
    private final int mark;
    private final int firstAt;

    /** @param whole whether there won't be more than these {@code length} bytes */
    Beginning(byte[] bytes, int length, boolean whole) {
        this.bytes = bytes;
        this.length = length;
        this.whole = whole;
        this.mark = Signatures.isUtf8Mark(bytes, length) ? Signatures.UTF8_MARK_LENGTH : 0;
        this.firstAt = spaceEnd(mark);
    }

    /** How many bytes a byte order mark of UTF-8 takes; 0 if there is none. */
    int mark() {
        return mark;
    }

    boolean isWhole() {
        return whole;
    }

    /** The first byte that is no space; {@link #NONE} if there is none. */
    int first() {
        return at(firstAt);
    }

    int firstAt() {
        return firstAt;
    }

    /** The second one. */
    int second() {
        return at(spaceEnd(firstAt + 1));
    }

    /** Behind the object that comes first; negative if it does not end, as far as is known, or is broken. */
    int objectEnd() {
        var brackets = new Brackets();
        for (int i = firstAt; i < length; i++) {
            switch (brackets.next(bytes[i])) {
                case CLOSED -> {
                    return i + 1;
                }
                case BROKEN -> {
                    return NONE;
                }
                case INSIDE -> {}
            }
        }
        return NONE;
    }

    /** Where the line ends that this place is on; {@code length} if no end is known. */
    int lineEnd(int from) {
        int i = from;
        while (i < length && bytes[i] != '\n') {
            i++;
        }
        return i;
    }

    /** Whether a line that ends there is known to its end. */
    boolean isLine(int lineEnd) {
        return lineEnd < length || whole;
    }

    /** Whether there is nothing but space between two places. */
    boolean isBlank(int from, int to) {
        return spaceEnd(from) >= to;
    }

    /** Whether any line begins with the bracket of an object. */
    boolean hasObjectLine() {
        for (int i = firstAt; i < length; i = lineEnd(i) + 1) {
            if (at(spaceEnd(i)) == '{') {
                return true;
            }
        }
        return false;
    }

    /** Whether there is enough of it to tell that it is something else. */
    boolean isEnough() {
        return whole || length >= ENOUGH_BYTES || text().lines().count() > ENOUGH_LINES;
    }

    /** Whether it holds bytes that no text has. */
    boolean isBinary() {
        for (int i = 0; i < length; i++) {
            if (bytes[i] >= 0 && bytes[i] < ' ' && "\t\n\f\r\u001b\u001e".indexOf(bytes[i]) < 0) {
                return true;
            }
        }
        return false;
    }

    /** The first lines that are not blank. */
    List<String> lines() {
        return text().lines()
                .filter(line -> !line.isBlank())
                .limit(ENOUGH_LINES)
                .toList();
    }

    private String text() {
        return new String(bytes, mark, Math.min(length, ENOUGH_BYTES) - mark, StandardCharsets.UTF_8);
    }

    private int at(int place) {
        return place < length ? bytes[place] & 0xFF : NONE;
    }

    private int spaceEnd(int from) {
        int i = from;
        while (i < length && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r' || bytes[i] == '\n')) {
            i++;
        }
        return i;
    }
}
