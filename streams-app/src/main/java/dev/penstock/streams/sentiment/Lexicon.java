// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.sentiment;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The words that say something. All of them are ASCII in lower case: those in another spelling, of several words or with
 * other letters are in the original's lists too, but no text ever matches them.
 */
final class Lexicon {

    /** All the words that nobody knows anything of. */
    static final Word UNKNOWN = new Word(Word.UNRATED, 0, false);

    /** All those that are known for nothing but their {@code n't}. */
    static final Word UNKNOWN_NEGATION = new Word(Word.UNRATED, 0, true);

    /** Becomes the ASCII letter {@code k} in lower case; no other letter beyond ASCII becomes one that is in it. */
    private static final char KELVIN_SIGN = '\u212A';

    /** A power of two, a few times as many as there are words. */
    private static final int PLACES = 1 << 15;

    private static final Lexicon INSTANCE = new Lexicon();

    private final String[] texts = new String[PLACES];
    private final Word[] words = new Word[PLACES];
    private int longest;

    private Lexicon() {
        Map<String, String> valences = WordList.rows("lexicon.tsv");
        Map<String, String> boosts = WordList.rows("boosters.tsv");
        Set<String> negations = WordList.rows("negations.tsv").keySet();
        // The last ones are those that a rule is about and no list has.
        Stream.of(
                        valences.keySet(),
                        boosts.keySet(),
                        negations,
                        WordList.rows("phrases.tsv").keySet(),
                        Set.of("at", "but", "least", "or", "this"))
                .flatMap(Set::stream)
                .flatMap(text -> Stream.of(text.split(" ")))
                .distinct()
                .forEach(text -> put(
                        text,
                        new Word(
                                number(valences.get(text), Word.UNRATED),
                                number(boosts.get(text), 0),
                                negations.contains(text) || text.contains("n't"))));
    }

    private static double number(String text, double otherwise) {
        return text == null ? otherwise : Double.parseDouble(text);
    }

    private void put(String text, Word word) {
        char[] chars = text.toCharArray();
        int place = free(chars);
        texts[place] = text;
        words[place] = word;
        longest = Math.max(longest, chars.length);
    }

    private int free(char[] chars) {
        int place = hash(chars, 0, chars.length);
        while (texts[place] != null) {
            place = place + 1 & PLACES - 1;
        }
        return place;
    }

    /**
     * A word of the rules.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Word of(String text) {
        Word word = of(text.toCharArray(), 0, text.length());
        if (word == UNKNOWN || word == UNKNOWN_NEGATION) {
            throw new IllegalArgumentException("nothing is known of the word " + text);
        }
        return word;
    }

    /** What is known of the word in these characters. */
    static Word of(char[] text, int from, int to) {
        Word word = to - from > INSTANCE.longest ? null : INSTANCE.find(text, from, to);
        if (word != null) {
            return word;
        }
        return negates(text, from, to) ? UNKNOWN_NEGATION : UNKNOWN;
    }

    private Word find(char[] text, int from, int to) {
        for (int place = hash(text, from, to); texts[place] != null; place = place + 1 & PLACES - 1) {
            if (matches(texts[place], text, from, to)) {
                return words[place];
            }
        }
        return null;
    }

    private static int hash(char[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + lowerCase(text[i]);
        }
        return (hash ^ hash >>> 15) & PLACES - 1;
    }

    private static boolean matches(String word, char[] text, int from, int to) {
        if (word.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (word.charAt(i - from) != lowerCase(text[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean negates(char[] text, int from, int to) {
        for (int i = from + 1; i < to - 1; i++) {
            if (text[i] == '\'' && lowerCase(text[i - 1]) == 'n' && lowerCase(text[i + 1]) == 't') {
                return true;
            }
        }
        return false;
    }

    private static char lowerCase(char c) {
        if (c >= 'A' && c <= 'Z') {
            return (char) (c + ('a' - 'A'));
        }
        return c == KELVIN_SIGN ? 'k' : c;
    }
}
