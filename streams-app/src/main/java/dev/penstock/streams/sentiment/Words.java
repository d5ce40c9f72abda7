// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.sentiment;

import java.util.Arrays;

/** The words of a text, one text after the other. For one thread. */
final class Words {

    /** Up to so many characters an emoticon may have; what is longer is a word, and loses the marks around it. */
    private static final int EMOTICON = 2;

    private static final Word[] NONE = {};

    private char[] text = {};
    private int length;
    private Word[] words = NONE;
    private boolean[] upper = {};
    private int count;
    private int upperCount;
    private int exclamationMarks;
    private int questionMarks;

    /** Takes in a text, whose words are then those that this holds. */
    void read(String newText) {
        spellOut(newText);
        count = 0;
        upperCount = 0;
        int i = 0;
        while (i < length) {
            if (isSpace(text[i])) {
                i++;
            } else {
                int start = i;
                while (i < length && !isSpace(text[i])) {
                    i++;
                }
                add(start, i);
            }
        }
    }

    int count() {
        return count;
    }

    Word word(int i) {
        return words[i];
    }

    /** Whether the word is in capitals where others are not. */
    boolean isShouted(int i) {
        return upper[i] && upperCount < count;
    }

    /** How many there are in the text, and not in the words alone. */
    int exclamationMarks() {
        return exclamationMarks;
    }

    int questionMarks() {
        return questionMarks;
    }

    /** Copies the text, with the name of an emoji in its place: behind a blank where none is in front of it. */
    private void spellOut(String from) {
        length = 0;
        exclamationMarks = 0;
        questionMarks = 0;
        boolean behindBlank = true;
        int i = 0;
        while (i < from.length()) {
            char c = from.charAt(i);
            String name = null;
            if (c < 0x80) {
                put(c);
                i++;
            } else {
                int codePoint = from.codePointAt(i);
                int end = i + Character.charCount(codePoint);
                name = Emoji.name(codePoint);
                if (name == null) {
                    from.getChars(i, end, text(end - i), length);
                    length += end - i;
                } else {
                    if (!behindBlank) {
                        put(' ');
                    }
                    for (int k = 0; k < name.length(); k++) {
                        put(name.charAt(k));
                    }
                }
                i = end;
            }
            behindBlank = name == null && c == ' ';
        }
    }

    private void put(char c) {
        text(1)[length++] = c;
        if (c == '!') {
            exclamationMarks++;
        } else if (c == '?') {
            questionMarks++;
        }
    }

    /** The text, with room for more. */
    private char[] text(int more) {
        if (length + more > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + more));
        }
        return text;
    }

    private void add(int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isPunctuation(text[from])) {
            from++;
        }
        while (from < to && isPunctuation(text[to - 1])) {
            to--;
        }
        if (Character.codePointCount(text, from, to - from) <= EMOTICON) {
            from = start;
            to = end;
        }
        if (count == words.length) {
            words = Arrays.copyOf(words, 2 * count + 16);
            upper = Arrays.copyOf(upper, words.length);
        }
        words[count] = Lexicon.of(text, from, to);
        upper[count] = LetterCase.isUpper(text, from, to);
        if (upper[count]) {
            upperCount++;
        }
        count++;
    }

    /** What stands between words: White_Space of Unicode and the four separators of ASCII. */
    private static boolean isSpace(char c) {
        if (c < 0x80) {
            return c == ' ' || c >= '\t' && c <= '\r' || c >= 0x1C && c <= 0x1F;
        }
        return switch (c) {
            case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default -> c >= 0x2000 && c <= 0x200A;
        };
    }

    /** All of ASCII that is neither letter nor digit, blank or control character. */
    private static boolean isPunctuation(char c) {
        return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z');
    }
}
