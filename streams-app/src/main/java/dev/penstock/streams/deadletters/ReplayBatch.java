// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What to do with letters that lie next to each other in a partition.
 *
 * @param toSend those to send back
 * @param withoutOrigin those that don't say where to, or lack what they had
 * @param reached how far the partition is done when they are sent
 * @param obstacle why the letter at {@code reached} and all behind it can't be sent; empty where they can
 */
record ReplayBatch(List<Letter> toSend, List<Letter> withoutOrigin, ReplayPosition reached, String obstacle) {

    /**
     * Chooses among letters.
     *
     * @param limit how many may be sent
     * @param obstacles says why records can't be sent to a place; empty where they can
     * @param whole the letter with all that its record had; empty if that is not to be had any more
     */
    static ReplayBatch of(
            List<Letter> letters,
            ReplayPosition position,
            LetterFilter filter,
            long limit,
            Function<Origin, String> obstacles,
            Function<Letter, Optional<Letter>> whole) {
        List<Letter> toSend = new ArrayList<>();
        List<Letter> withoutOrigin = new ArrayList<>();
        ReplayPosition reached = position;
        for (Letter letter : letters) {
            long offset = letter.record().offset();
            if (filter.takes(letter.reason()) && !position.isDone(letter.reason(), offset)) {
                if (toSend.size() == limit) {
                    break;
                }
                String obstacle = letter.origin().map(obstacles).orElse("");
                if (!obstacle.isEmpty()) {
                    return new ReplayBatch(toSend, withoutOrigin, reached, letter.place() + ": " + obstacle);
                }
                letter.origin()
                        .flatMap(origin -> whole.apply(letter))
                        .ifPresentOrElse(toSend::add, () -> withoutOrigin.add(letter));
            }
            reached = reached.after(filter.reasons(), offset + 1);
        }
        return new ReplayBatch(toSend, withoutOrigin, reached, "");
    }
}
