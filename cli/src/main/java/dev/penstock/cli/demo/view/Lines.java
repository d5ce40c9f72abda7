// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.view;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

import java.util.ArrayList;
import java.util.List;

/** Fits text into lines, by the columns that it takes on a terminal. */
final class Lines {

    private static final String GAP = "  ";
    private static final String CUT = "...";

    private Lines() {}

    static String fit(String text, int width) {
        return fit(new AttributedString(text), width).toString();
    }

    static AttributedString fit(String text, AttributedStyle style, int width) {
        return fit(new AttributedString(text, style), width);
    }

    /** The line as it is, or as much of it as there is room for. */
    static AttributedString fit(AttributedString line, int width) {
        if (line.columnLength() <= width) {
            return line;
        }
        String cut = CUT.substring(0, Math.min(width, CUT.length()));
        return AttributedString.join(
                AttributedString.EMPTY, line.columnSubSequence(0, width - cut.length()), new AttributedString(cut));
    }

    static int columns(String text) {
        return new AttributedString(text).columnLength();
    }

    static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - columns(text)));
    }

    static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - columns(text))) + text;
    }

    /**
     * Puts words one after the other, two blanks apart, on as many lines as it takes. A word that is longer than a line
     * stays as it is.
     */
    static List<String> wrap(List<String> words, String indent, int width) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder(indent);
        boolean empty = true;
        for (String word : words) {
            if (!empty && columns(line + GAP + word) > width) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                empty = true;
            }
            line.append(empty ? "" : GAP).append(word);
            empty = false;
        }
        if (!empty) {
            lines.add(line.toString());
        }
        return lines;
    }
}
