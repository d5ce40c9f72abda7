// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.sentiment;

import java.util.BitSet;

/**
 * Which letters are in upper case, and which in lower or title case, by Unicode 15.1 whatever the JDK goes by: for words
 * in capitals.
 */
final class LetterCase {

    private static final BitSet UPPER = new BitSet();
    private static final BitSet OTHER = new BitSet();

    static {
        WordList.rows("letter-case.tsv").forEach((range, which) -> {
            String[] parts = range.split(" ");
            BitSet letters = which.equals("upper") ? UPPER : OTHER;
            int last = Integer.parseInt(parts[1], 16);
            int step = Integer.parseInt(parts[2]);
            for (int letter = Integer.parseInt(parts[0], 16); letter <= last; letter += step) {
                letters.set(letter);
            }
        });
    }

    private LetterCase() {}

    /** Whether a word has letters in upper case, and none in another one. */
    static boolean isUpper(char[] text, int from, int to) {
        boolean upper = false;
        int i = from;
        while (i < to) {
            int codePoint = Character.codePointAt(text, i, to);
            if (OTHER.get(codePoint)) {
                return false;
            }
            upper |= UPPER.get(codePoint);
            i += Character.charCount(codePoint);
        }
        return upper;
    }
}
