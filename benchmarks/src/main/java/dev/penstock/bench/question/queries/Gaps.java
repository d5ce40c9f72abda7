// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the longest time for which an instance could not answer for the keys of a partition: from the moment at which the
 * first request without an answer was due until the next answer. Safe for use by many threads.
 */
final class Gaps {

    private final Map<Asked, Long> open = new HashMap<>();
    private long longest;

    private record Asked(int instance, int partition) {}

    /**
     * A reply has come, or none will.
     *
     * @param due when its request was due
     * @param now as the other one, in nanoseconds
     */
    synchronized void replied(int instance, int partition, boolean answered, long due, long now) {
        var asked = new Asked(instance, partition);
        if (!answered) {
            open.merge(asked, due, Math::min);
            return;
        }
        Long since = open.get(asked);
        // An answer to what was asked before the gap says nothing about its end.
        if (since != null && due >= since) {
            open.remove(asked);
            longest = Math.max(longest, now - since);
        }
    }

    /** @param now when the last has been asked: what is still open ends */
    synchronized double longestSeconds(long now) {
        Collection<Long> still = open.values();
        return Math.max(
                        longest,
                        still.stream().mapToLong(since -> now - since).max().orElse(0))
                / 1e9;
    }
}
