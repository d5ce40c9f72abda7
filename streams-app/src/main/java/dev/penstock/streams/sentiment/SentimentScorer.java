// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.sentiment;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Tells how texts sound, one after the other. For one thread. */
public final class SentimentScorer {

    private static final double EXCLAMATION_MARK = 0.292;
    private static final int MOST_EXCLAMATION_MARKS = 4;
    private static final double QUESTION_MARK = 0.18;
    private static final int MOST_QUESTION_MARKS = 3;
    private static final double MANY_QUESTION_MARKS = 0.96;

    /** About the square of the greatest sum that is expected. */
    private static final double NORMAL_SQUARE = 15;

    /** Many times what a product of doubles between 0 and 10,000 is off. */
    private static final double NEAR = 1e-9;

    private final Words words = new Words();
    private final WordScores scores = new WordScores();

    /** How the text sounds; 0 in everything if it has no words. */
    public Sentiment score(String text) {
        words.read(text);
        if (words.count() == 0) {
            return Sentiment.NONE;
        }
        scores.read(words);
        Contrast.apply(words, scores);
        double emphasis = emphasis();
        double sum = scores.sum();
        sum += emphasis * Math.signum(sum);

        // A word with a score counts for one more than that, as much as one without.
        double positive = 0;
        double negative = 0;
        int neutral = 0;
        for (int i = 0; i < scores.count(); i++) {
            double score = scores.value(i);
            if (score > 0) {
                positive += score + 1;
            } else if (score < 0) {
                negative += 1 - score;
            } else {
                neutral++;
            }
        }
        if (positive > negative) {
            positive += emphasis;
        } else if (negative > positive) {
            negative += emphasis;
        }
        double total = positive + negative + neutral;
        return new Sentiment(
                rounded(sum / Math.sqrt(sum * sum + NORMAL_SQUARE), Sentiment.SCORE_DIGITS),
                rounded(positive / total, Sentiment.SHARE_DIGITS),
                rounded(neutral / total, Sentiment.SHARE_DIGITS),
                rounded(negative / total, Sentiment.SHARE_DIGITS));
    }

    /** What punctuation adds to what the words say. */
    private double emphasis() {
        int questionMarks = words.questionMarks();
        double exclaimed = Math.min(words.exclamationMarks(), MOST_EXCLAMATION_MARKS) * EXCLAMATION_MARK;
        if (questionMarks < 2) {
            return exclaimed;
        }
        return exclaimed + (questionMarks <= MOST_QUESTION_MARKS ? questionMarks * QUESTION_MARK : MANY_QUESTION_MARKS);
    }

    /** So many digits of the exact value, half to even, as a whole number. */
    private static int rounded(double value, int digits) {
        double scaled = value * (digits == Sentiment.SCORE_DIGITS ? 10_000 : 1_000);
        double down = Math.floor(scaled);
        if (Math.abs(scaled - down - 0.5) > NEAR) {
            return (int) Math.rint(scaled);
        }
        return new BigDecimal(value)
                .setScale(digits, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .intValueExact();
    }
}
