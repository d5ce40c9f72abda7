// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.sentiment;

/**
 * How a text sounds.
 *
 * @param score from -10,000 (as negative as can be) to 10,000, in ten-thousandths
 * @param positive share of what sounds positive, in thousandths
 * @param neutral share of what sounds neither way, in thousandths
 * @param negative share of what sounds negative, in thousandths
 */
public record Sentiment(int score, int positive, int neutral, int negative) {

    /** How many digits a score has behind the point. */
    public static final int SCORE_DIGITS = 4;

    /** How many digits a share has behind the point. */
    public static final int SHARE_DIGITS = 3;

    /** Of a text without any word. */
    static final Sentiment NONE = new Sentiment(0, 0, 0, 0);

    /** The score from which on, in either direction, a text counts as positive or negative. */
    private static final int CLEAR = 500;

    /** What the score says in a word. */
    public enum Label {
        POSITIVE,
        NEUTRAL,
        NEGATIVE
    }

    public Label label() {
        if (score >= CLEAR) {
            return Label.POSITIVE;
        }
        return score <= -CLEAR ? Label.NEGATIVE : Label.NEUTRAL;
    }
}
