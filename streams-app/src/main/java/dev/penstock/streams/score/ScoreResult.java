// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.score;

/** What came of asking a model about a text. */
public sealed interface ScoreResult {

    /** @param json what it answers, as a JSON object */
    record Found(byte[] json) implements ScoreResult {}

    /** It does not take this text, while it takes others. */
    record Refused(String why) implements ScoreResult {}
}
