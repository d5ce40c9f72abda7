// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.streams.deadletters.Letter;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which letters of a topic are meant.
 *
 * @param reasons some of {@link Letter#REASONS}; empty: all
 * @param limit how many at most, from the first on; not negative
 */
public record LetterFilter(Set<String> reasons, long limit) {

    public static final LetterFilter ALL = new LetterFilter(Set.of(), Long.MAX_VALUE);

    /** @throws IllegalArgumentException if there is no such reason, or the limit is negative */
    public LetterFilter {
        if (limit < 0) {
            throw new IllegalArgumentException("a limit can't be less than 0, found " + limit);
        }
        var unknown = new TreeSet<>(reasons);
        unknown.removeAll(Letter.REASONS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "there is no reason '%s'; expected one of %s",
                    unknown.first(),
                    String.join(", ", Letter.REASONS)));
        }
        reasons = Set.copyOf(reasons);
    }

    /** Whether letters of this reason are meant. */
    public boolean takes(String reason) {
        return reasons.isEmpty() || reasons.contains(reason);
    }

    /** Whether letters of this reason are to be sent back: duplicates only where they are named. */
    boolean sends(String reason) {
        return reasons.isEmpty() ? !reason.equals(Letter.DUPLICATE) : reasons.contains(reason);
    }
}
