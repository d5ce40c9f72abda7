// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The words NaN, Infinity and -Infinity, which are no JSON and which writers such as Python's {@code json} leave in the
 * place of a number, with null written over them: what JSON writers that know no such numbers make of them.
 *
 * @param json the text with nulls
 * @param at where those stand, ascending
 */
public record NonFinite(byte[] json, int[] at) {

    private static final byte[][] WORDS = {ascii("NaN"), ascii("Infinity"), ascii("-Infinity")};
    private static final byte[] NULL = ascii("null");

    private static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    /** What has no such word outside of texts is answered with no places. */
    public static NonFinite replaced(byte[] value) {
        byte[] json = new byte[value.length + value.length / 3 + 1];
        int[] at = {};
        int length = 0;
        boolean inText = false;
        int i = 0;
        while (i < value.length) {
            byte[] word = inText ? null : wordAt(value, i);
            if (word != null) {
                at = Arrays.copyOf(at, at.length + 1);
                at[at.length - 1] = length;
                System.arraycopy(NULL, 0, json, length, NULL.length);
                length += NULL.length;
                i += word.length;
            } else if (inText && value[i] == '\\' && i + 1 < value.length) {
                json[length++] = value[i++];
                json[length++] = value[i++];
            } else {
                inText ^= value[i] == '"';
                json[length++] = value[i++];
            }
        }
        return new NonFinite(Arrays.copyOf(json, length), at);
    }

    private static byte[] wordAt(byte[] value, int i) {
        for (byte[] word : WORDS) {
            if (i + word.length <= value.length && Arrays.equals(value, i, i + word.length, word, 0, word.length)) {
                return word;
            }
        }
        return null;
    }

    /** Whether there was such a word where a value begins that is null now. */
    public boolean isAt(int start) {
        return Arrays.binarySearch(at, start) >= 0;
    }
}
