// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.bytes;

import dev.penstock.event.json.JsonScanner;

import java.nio.charset.StandardCharsets;

/** Texts with escapes, which {@link JsonScanner} has found to be well formed. */
public final class Escapes {

    private Escapes() {}

    /** The text that stands between two quotation marks. */
    public static String decode(byte[] json, int start, int end) {
        var text = new StringBuilder(end - start);
        int plain = start;
        int i = start;
        while (i < end) {
            if (json[i] != '\\') {
                i++;
                continue;
            }
            text.append(new String(json, plain, i - plain, StandardCharsets.UTF_8));
            text.append(character(json, i));
            i += json[i + 1] == 'u' ? 6 : 2;
            plain = i;
        }
        return text.append(new String(json, plain, end - plain, StandardCharsets.UTF_8))
                .toString();
    }

    /** Whether every escaped surrogate stands beside its other half, so that the text can be written as UTF-8. */
    public static boolean areWritable(byte[] json, int start, int end) {
        int i = start;
        while (i < end) {
            if (json[i] != '\\') {
                i++;
            } else if (json[i + 1] != 'u') {
                i += 2;
            } else {
                char c = character(json, i);
                i += 6;
                if (Character.isSurrogate(c)) {
                    // At the end stands a quotation mark.
                    boolean pair = Character.isHighSurrogate(c)
                            && json[i] == '\\'
                            && json[i + 1] == 'u'
                            && Character.isLowSurrogate(character(json, i));
                    if (!pair) {
                        return false;
                    }
                    i += 6;
                }
            }
        }
        return true;
    }

    /** What the escape that begins at {@code i} stands for. */
    private static char character(byte[] json, int i) {
        return switch (json[i + 1]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' ->
                (char) (hex(json[i + 2]) << 12 | hex(json[i + 3]) << 8 | hex(json[i + 4]) << 4 | hex(json[i + 5]));
            default -> (char) json[i + 1];
        };
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }
}
