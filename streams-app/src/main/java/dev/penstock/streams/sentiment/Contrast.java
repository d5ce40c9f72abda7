// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.sentiment;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Weakens what is said in front of the first "but", and strengthens what is behind it. The original goes through the
 * scores one by one and changes the first one that is equal to each, which may have had its turn already. So does this.
 */
final class Contrast {

    private static final Word BUT = Lexicon.of("but");
    private static final double IN_FRONT = 0.5;
    private static final double BEHIND = 1.5;

    private Contrast() {}

    static void apply(Words words, WordScores scores) {
        for (int i = 0; i < words.count(); i++) {
            if (words.word(i) == BUT) {
                apply(i, scores);
                return;
            }
        }
    }

    private static void apply(int but, WordScores scores) {
        Map<Double, PriorityQueue<Integer>> hadTheirTurn = new HashMap<>();
        for (int i = 0; i < scores.count(); i++) {
            double score = scores.value(i);
            if (score != 0) {
                var equal = hadTheirTurn.computeIfAbsent(score, some -> new PriorityQueue<>());
                equal.add(i);
                int first = equal.remove();
                scores.scale(first, first < but ? IN_FRONT : BEHIND);
                hadTheirTurn
                        .computeIfAbsent(scores.value(first), some -> new PriorityQueue<>())
                        .add(first);
            }
        }
    }
}
