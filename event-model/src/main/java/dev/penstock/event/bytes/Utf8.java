// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.bytes;

/** What is UTF-8 (RFC 3629, section 4). */
public final class Utf8 {

    private Utf8() {}

    /** Index of the first byte that breaks UTF-8, overlong forms and encoded surrogates included; -1 for none. */
    public static int firstInvalid(byte[] bytes) {
        return firstInvalid(bytes, 0, bytes.length);
    }

    /** The same within a part of the bytes. */
    public static int firstInvalid(byte[] bytes, int start, int stop) {
        int i = start;
        while (i < stop) {
            if (i + Long.BYTES <= stop && SwarBytes.nonAscii(SwarBytes.at(bytes, i)) == 0) {
                i += Long.BYTES;
                continue;
            }
            int end = sequenceEnd(bytes, i);
            if (end < 0 || end > stop) {
                return i;
            }
            i = end;
        }
        return -1;
    }

    /** The index behind the character that begins at {@code i}; -1 if there is none. */
    public static int sequenceEnd(byte[] bytes, int i) {
        int first = bytes[i] & 0xFF;
        if (first < 0x80) {
            return i + 1;
        } else if (first < 0xC2) {
            return -1; // the inside of a character, or more bytes than it needs
        } else if (first < 0xE0) {
            return continues(bytes, i, 1, 0x80, 0xBF);
        } else if (first < 0xF0) {
            return continues(bytes, i, 2, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF);
        }
        return first > 0xF4 ? -1 : continues(bytes, i, 3, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF);
    }

    /** The bounds are those of the second byte, which alone can make a character too short, too high or a surrogate. */
    private static int continues(byte[] bytes, int i, int more, int least, int most) {
        if (bytes.length - i <= more || (bytes[i + 1] & 0xFF) < least || (bytes[i + 1] & 0xFF) > most) {
            return -1;
        }
        for (int k = 2; k <= more; k++) {
            if ((bytes[i + k] & 0xC0) != 0x80) {
                return -1;
            }
        }
        return i + more + 1;
    }
}
