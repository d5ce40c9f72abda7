// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.sentiment;

import java.util.List;
import java.util.stream.Stream;

/** Words that say together what none of them says alone. */
final class Phrases {

    /** Those that give a word in them, or right behind them, their valence. */
    static final Phrases RATED = new Phrases("phrases.tsv");

    /** Those that make the words behind them stronger or weaker. */
    static final Phrases BOOSTING = new Phrases("boosters.tsv");

    private final List<Phrase> phrases;

    /** @param isWhole whether the value is written as a whole number, see {@link WordScores#sum} */
    record Phrase(List<Word> words, double value, boolean isWhole) {}

    private Phrases(String list) {
        phrases = WordList.rows(list).entrySet().stream()
                .filter(row -> row.getKey().indexOf(' ') > 0)
                .map(row -> new Phrase(
                        Stream.of(row.getKey().split(" ")).map(Lexicon::of).toList(),
                        Double.parseDouble(row.getValue()),
                        row.getValue().indexOf('.') < 0))
                .toList();
    }

    /** The phrase that these words are; null if they are none, or if there are not so many. */
    Phrase find(Words words, int from, int count) {
        if (from + count <= words.count()) {
            for (Phrase phrase : phrases) {
                if (phrase.words.size() == count && matches(phrase, words, from)) {
                    return phrase;
                }
            }
        }
        return null;
    }

    private static boolean matches(Phrase phrase, Words words, int from) {
        for (int i = 0; i < phrase.words.size(); i++) {
            if (phrase.words.get(i) != words.word(from + i)) {
                return false;
            }
        }
        return true;
    }
}
