// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.sentiment;

import java.util.Arrays;

/** What each word of a text says among the others, one text after the other. For one thread. */
final class WordScores {

    /** What capitals add to a word. */
    private static final double SHOUTED = 0.733;

    private static final double NEGATED = -0.74;
    private static final double NEVER_SO = 1.25;

    /** How much of a booster is left, by how many words it stands in front. */
    private static final double[] LEFT = {1, 1, 0.95, 0.9};

    private static final int FARTHEST = 3;

    private static final Word AT = Lexicon.of("at");
    private static final Word DOUBT = Lexicon.of("doubt");
    private static final Word KIND = Lexicon.of("kind");
    private static final Word LEAST = Lexicon.of("least");
    private static final Word NEVER = Lexicon.of("never");
    private static final Word NO = Lexicon.of("no");
    private static final Word NOR = Lexicon.of("nor");
    private static final Word OF = Lexicon.of("of");
    private static final Word OR = Lexicon.of("or");
    private static final Word SO = Lexicon.of("so");
    private static final Word THIS = Lexicon.of("this");
    private static final Word VERY = Lexicon.of("very");
    private static final Word WITHOUT = Lexicon.of("without");

    private double[] values = {};
    private boolean[] whole = {};
    private int count;

    /** Takes in a text, whose scores are then those that this holds. */
    void read(Words words) {
        count = words.count();
        if (count > values.length) {
            values = new double[2 * count];
            whole = new boolean[2 * count];
        }
        Arrays.fill(values, 0, count, 0);
        Arrays.fill(whole, 0, count, true);
        for (int i = 0; i < count; i++) {
            if (words.word(i).isRated() && !(words.word(i) == KIND && i + 1 < count && words.word(i + 1) == OF)) {
                rate(words, i);
            }
        }
    }

    int count() {
        return count;
    }

    double value(int i) {
        return values[i];
    }

    /** Multiplies a score. */
    void scale(int i, double factor) {
        set(i, values[i] * factor);
    }

    private void set(int i, double value) {
        values[i] = value;
        whole[i] = false;
    }

    private void rate(Words words, int i) {
        Word word = words.word(i);
        double value = word.valence();
        if (isBehindNo(words, i)) {
            value *= NEGATED;
        } else if (word == NO && i + 1 < count && words.word(i + 1).isRated()) {
            // It turns round the next word, and is no answer by itself.
            value = 0;
        }
        if (words.isShouted(i)) {
            value += value > 0 ? SHOUTED : -SHOUTED;
        }
        for (int distance = 1; distance <= Math.min(i, FARTHEST); distance++) {
            if (!words.word(i - distance).isRated()) {
                value += LEFT[distance] * boost(words, i - distance, value);
                value *= turn(words, i, distance);
            }
        }
        set(i, value);
        if (i >= FARTHEST && !words.word(i - FARTHEST).isRated()) {
            applyPhrases(words, i);
        }
        if (i > 0 && words.word(i - 1) == LEAST && !(i > 1 && isOneOf(words.word(i - 2), AT, VERY))) {
            scale(i, NEGATED);
        }
    }

    private static boolean isOneOf(Word word, Word one, Word other) {
        return word == one || word == other;
    }

    private static boolean isBehindNo(Words words, int i) {
        return i > 0 && words.word(i - 1) == NO
                || i > 1 && words.word(i - 2) == NO
                || i > 2 && words.word(i - 3) == NO && isOneOf(words.word(i - 1), OR, NOR);
    }

    /** What a word adds to one behind it that says so much. */
    private static double boost(Words words, int i, double value) {
        double boost = words.word(i).boost();
        if (boost == 0) {
            return 0;
        }
        double towardsValue = value < 0 ? -boost : boost;
        if (!words.isShouted(i)) {
            return towardsValue;
        }
        return towardsValue + (value > 0 ? SHOUTED : -SHOUTED);
    }

    /**
     * By what a word is to be multiplied for the sake of one in front of it. That "so" or "this" right in front of a word
     * strengthens it, whatever stands before them, is as the original has it.
     */
    private static double turn(Words words, int i, int distance) {
        Word first = words.word(i - distance);
        Word last = words.word(i - 1);
        Word next = words.word(i - distance + 1);
        if (distance > 1
                && (first == NEVER && isOneOf(next, SO, THIS) || distance == FARTHEST && isOneOf(last, SO, THIS))) {
            return NEVER_SO;
        }
        if (distance > 1 && first == WITHOUT && (next == DOUBT || last == DOUBT)) {
            return 1;
        }
        return first.negates() ? NEGATED : 1;
    }

    /** Looks for phrases that end with the word or in front of it, and then for those that begin with it. */
    private void applyPhrases(Words words, int i) {
        int[] starts = {i - 1, i - 2, i - 2, i - 3, i - 3};
        int[] counts = {2, 3, 2, 3, 2};
        boolean found = false;
        for (int k = 0; k < starts.length && !found; k++) {
            found = take(i, Phrases.RATED.find(words, starts[k], counts[k]));
        }
        take(i, Phrases.RATED.find(words, i, 2));
        take(i, Phrases.RATED.find(words, i, 3));
        for (int start = i - 3; start < i - 1; start++) {
            Phrases.Phrase boosting = Phrases.BOOSTING.find(words, start, 2);
            if (boosting != null) {
                set(i, values[i] + boosting.value());
            }
        }
    }

    private boolean take(int i, Phrases.Phrase phrase) {
        if (phrase == null) {
            return false;
        }
        values[i] = phrase.value();
        whole[i] = phrase.isWhole();
        return true;
    }

    /**
     * The sum as Python has it. Scores are whole numbers as long as nothing has made decimals of them; those in front of all
     * others are added exactly, and all behind them with Neumaier's compensation, but for whole numbers (sum of CPython 3.12
     * and 3.13; Neumaier, A.: Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, 1974).
     */
    double sum() {
        double sum = 0;
        double lost = 0;
        boolean onlyWhole = true;
        for (int i = 0; i < count; i++) {
            double value = values[i];
            double next = sum + value;
            if (!onlyWhole && !whole[i]) {
                lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
            }
            onlyWhole &= whole[i];
            sum = next;
        }
        return sum + lost;
    }
}
