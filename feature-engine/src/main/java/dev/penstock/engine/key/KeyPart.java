// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.key;

import dev.penstock.aggregate.codec.JsonWriter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A part of an entity key that keeps its type: numbers and booleans as JSON writes them, texts as they are. A text that
 * would be taken for one of the others, or that begins with a quotation mark, stands in quotation marks, as JSON writes it.
 */
public final class KeyPart {

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private KeyPart() {}

    /** The part of a text that {@link #isJson}. */
    public static byte[] quoted(byte[] utf8, int from, int to) {
        var json = new JsonWriter();
        json.text(utf8, from, to);
        return json.toByteArray();
    }

    /** The part of any text. */
    static String ofText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return isJson(utf8, 0, utf8.length) ? new String(quoted(utf8, 0, utf8.length), StandardCharsets.UTF_8) : text;
    }

    /** Whether a part is JSON as it stands: all but a text without quotation marks is. */
    public static boolean isJson(byte[] part, int from, int to) {
        return from < to
                && (part[from] == '"'
                        || isInteger(part, from, to)
                        || equals(TRUE, part, from, to)
                        || equals(FALSE, part, from, to));
    }

    /** An integer as JSON writes it: without zeros in front. */
    private static boolean isInteger(byte[] part, int from, int to) {
        int first = part[from] == '-' ? from + 1 : from;
        for (int i = first; i < to; i++) {
            if (part[i] < '0' || part[i] > '9') {
                return false;
            }
        }
        return first < to && (part[first] != '0' || to == first + 1);
    }

    private static boolean equals(byte[] word, byte[] part, int from, int to) {
        return Arrays.equals(word, 0, word.length, part, from, to);
    }
}
