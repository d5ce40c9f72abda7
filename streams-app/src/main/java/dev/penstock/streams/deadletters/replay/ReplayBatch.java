// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.Origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What to do with letters that lie next to each other in a partition.
 *
 * @param toSend those to send back
 * @param withoutOrigin those that don't say where to, or lack what they had
 * @param leftOut those whose records are read without them
 * @param reached how far the partition is done when they are sent
 * @param obstacle why the letter at {@code reached} and all behind it can't be sent; empty where they can
 */
record ReplayBatch(
        List<Letter> toSend,
        List<Letter> withoutOrigin,
        List<LeftOut> leftOut,
        ReplayPosition reached,
        String obstacle) {

    /**
     * A letter that is not sent.
     *
     * @param reader the application that reads the record itself
     */
    record LeftOut(Letter letter, String reader) {}

    /**
     * Chooses among letters.
     *
     * @param limit how many may be sent
     * @param audience says whether a letter is to be sent that says where it came from
     * @param obstacles says why records can't be sent to a place; empty where they can
     * @param whole the letter with all that its record had; empty if that is not to be had any more
     */
    static ReplayBatch of(
            List<Letter> letters,
            ReplayPosition position,
            LetterFilter filter,
            long limit,
            Function<Letter, ReplayAudience.Ruling> audience,
            Function<Origin, String> obstacles,
            Function<Letter, Optional<Letter>> whole) {
        List<Letter> toSend = new ArrayList<>();
        List<Letter> withoutOrigin = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        ReplayPosition reached = position;
        for (Letter letter : letters) {
            long offset = letter.record().offset();
            if (filter.sends(letter.reason()) && !position.isDone(letter.reason(), offset)) {
                if (toSend.size() == limit) {
                    break;
                }
                ReplayAudience.Ruling ruling =
                        letter.origin().isPresent() ? audience.apply(letter) : ReplayAudience.SEND;
                String obstacle = switch (ruling.verdict()) {
                    case SEND -> letter.origin().map(obstacles).orElse("");
                    case READ_ALREADY -> "";
                    case UNKNOWN -> doubt(letter, ruling.reader());
                };
                if (!obstacle.isEmpty()) {
                    return new ReplayBatch(toSend, withoutOrigin, leftOut, reached, letter.place() + ": " + obstacle);
                }
                if (ruling.verdict() == ReplayAudience.Verdict.READ_ALREADY) {
                    leftOut.add(new LeftOut(letter, ruling.reader()));
                } else {
                    letter.origin()
                            .flatMap(origin -> whole.apply(letter))
                            .ifPresentOrElse(toSend::add, () -> withoutOrigin.add(letter));
                }
            }
            reached = reached.after(filter.reasons(), offset + 1);
        }
        return new ReplayBatch(toSend, withoutOrigin, leftOut, reached, "");
    }

    private static String doubt(Letter letter, String reader) {
        return String.format(
                Locale.ROOT,
                "%s set it aside, and %s may have read it at %s itself, or not; --all sends it, --application-id says for"
                        + " which application letters are",
                letter.application().orElse("somebody"),
                reader,
                letter.origin().orElseThrow());
    }
}
