// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.json;

import dev.penstock.event.BadEvent.Reason;
import dev.penstock.event.bytes.BytePattern;
import dev.penstock.event.bytes.SwarBytes;
import dev.penstock.event.bytes.Utf8;

/**
 * Finds where the parts of a JSON text (RFC 8259) end, and checks them on the way. Each method takes the place where a
 * part begins and answers with the place behind it, or throws a {@link Refusal}.
 */
public final class JsonScanner {

    private static final BytePattern TRUE = new BytePattern(new byte[] {'t', 'r', 'u', 'e'});
    private static final BytePattern FALSE = new BytePattern(new byte[] {'f', 'a', 'l', 's', 'e'});
    private static final BytePattern NULL = new BytePattern(new byte[] {'n', 'u', 'l', 'l'});

    private JsonScanner() {}

    /** The byte at {@code i}; zero, which is nowhere allowed outside of a text, at the end. */
    static byte at(byte[] json, int i) {
        return i < json.length ? json[i] : 0;
    }

    /** Behind a member or an element of JSON that was checked: where the next one begins, or the closing bracket. */
    public static int nextStart(byte[] json, int valueEnd) {
        int i = whitespaceEnd(json, valueEnd);
        return at(json, i) == ',' ? whitespaceEnd(json, i + 1) : i;
    }

    public static int whitespaceEnd(byte[] json, int i) {
        while (i < json.length && isWhitespace(json[i])) {
            i++;
        }
        return i;
    }

    private static boolean isWhitespace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /**
     * The place of a text's closing quotation mark, or its complement (so that it is negative) if the text has escapes.
     *
     * @param i behind the opening quotation mark
     */
    static int stringEnd(byte[] json, int i) {
        while (i + Long.BYTES <= json.length) {
            long special = SwarBytes.special(SwarBytes.at(json, i));
            if (special != 0) {
                i += SwarBytes.before(special);
                return json[i] == '"' ? i : unusualStringEnd(json, i);
            }
            i += Long.BYTES;
        }
        return unusualStringEnd(json, i);
    }

    /** The same from where something else than plain ASCII stands, or the end is near. */
    private static int unusualStringEnd(byte[] json, int i) {
        boolean escaped = false;
        while (true) {
            i = plainEnd(json, i);
            byte b = at(json, i);
            if (b == '"') {
                return escaped ? ~i : i;
            } else if (b == '\\') {
                i = escapeEnd(json, i + 1);
                escaped = true;
            } else if (b < 0) {
                int end = Utf8.sequenceEnd(json, i);
                if (end < 0) {
                    throw new Refusal(Reason.BROKEN_UTF8, "no UTF-8 from byte " + i + " on");
                }
                i = end;
            } else {
                throw Refusal.expected(
                        i < json.length ? "no control character in a text" : "the end of a text", json, i);
            }
        }
    }

    private static int plainEnd(byte[] json, int i) {
        while (i + Long.BYTES <= json.length) {
            long special = SwarBytes.special(SwarBytes.at(json, i));
            if (special != 0) {
                return i + SwarBytes.before(special);
            }
            i += Long.BYTES;
        }
        while (i < json.length && json[i] >= ' ' && json[i] != '"' && json[i] != '\\') {
            i++;
        }
        return i;
    }

    private static int escapeEnd(byte[] json, int i) {
        switch (at(json, i)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
                return i + 1;
            case 'u':
                for (int k = i + 1; k <= i + 4; k++) {
                    if (Character.digit(at(json, k), 16) < 0) {
                        throw Refusal.expected("four hexadecimal digits", json, k);
                    }
                }
                return i + 5;
            default:
                throw Refusal.expected("an escape", json, i);
        }
    }

    /** The place behind a number, or its complement (so that it is negative) if the number has an exponent. */
    static int numberEnd(byte[] json, int i) {
        if (json[i] == '-') {
            i++;
        }
        i = at(json, i) == '0' ? i + 1 : digitsEnd(json, i);
        if (at(json, i) == '.') {
            i = digitsEnd(json, i + 1);
        }
        byte e = at(json, i);
        if (e != 'e' && e != 'E') {
            return i;
        }
        byte sign = at(json, ++i);
        return ~digitsEnd(json, sign == '+' || sign == '-' ? i + 1 : i);
    }

    /** Behind one digit or more. */
    private static int digitsEnd(byte[] json, int start) {
        int i = start;
        while (i + Long.BYTES <= json.length) {
            long nonDigit = SwarBytes.nonDigit(SwarBytes.at(json, i));
            if (nonDigit != 0) {
                i += SwarBytes.before(nonDigit);
                break;
            }
            i += Long.BYTES;
        }
        while (i < json.length && json[i] >= '0' && json[i] <= '9') {
            i++;
        }
        if (i == start) {
            throw Refusal.expected("a digit", json, i);
        }
        return i;
    }

    /** Behind {@code true}, {@code false} or {@code null}. */
    static int literalEnd(byte[] json, int i) {
        return switch (json[i]) {
            case 't' -> literalEnd(json, i, TRUE);
            case 'f' -> literalEnd(json, i, FALSE);
            default -> literalEnd(json, i, NULL);
        };
    }

    private static int literalEnd(byte[] json, int i, BytePattern literal) {
        if (!literal.isAt(json, i)) {
            throw Refusal.expected("a value", json, i);
        }
        return i + literal.length();
    }
}
