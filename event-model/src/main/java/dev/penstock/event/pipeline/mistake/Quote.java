// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.mistake;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Puts words from outside into a message: short, on one line, and safe to print. */
public final class Quote {

    private static final int MAX_LENGTH = 60;
    private static final int MAX_NAMES = 16;

    private Quote() {}

    public static String quote(String text) {
        return "'" + plain(text) + "'";
    }

    /** Without quotation marks, for the names of a path. */
    public static String plain(String text) {
        int length = text.codePointCount(0, text.length());
        return length > MAX_LENGTH
                ? printable(text.substring(0, text.offsetByCodePoints(0, MAX_LENGTH))) + "..."
                : printable(text);
    }

    /** With every character that would break the line or can't be seen written as its number. */
    public static String printable(String text) {
        var line = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (isPrintable(character)) {
                line.appendCodePoint(character);
            } else {
                line.append(String.format(Locale.ROOT, "\\u%04x", character));
            }
        });
        return line.toString();
    }

    /** The names separated by commas, the first sixteen of them. */
    public static String names(Collection<?> names) {
        String first = names.stream()
                .limit(MAX_NAMES)
                .map(name -> plain(name.toString()))
                .collect(Collectors.joining(", "));
        return names.size() > MAX_NAMES ? first + ", ..." : first;
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
