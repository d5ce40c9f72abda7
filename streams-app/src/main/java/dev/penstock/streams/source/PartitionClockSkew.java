// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.source;

import java.time.Duration;
import java.util.Arrays;

/**
 * How far ahead of the clock the events of one partition are, as most of its keys say. A device whose clock is wrong has
 * one vote, however much it sends; that of a whole topic whose clock is off is that of all its keys.
 *
 * <p>An event ahead of the clock by more than that is on its own: it must not move the partition's time, which would
 * make all others late. Votes are on the heap and begin anew with an instance. Until there are enough of them nobody is
 * believed: the partition's time stands still a little longer, and nothing is lost by that. For use by one thread at a
 * time.
 */
final class PartitionClockSkew {

    /** What clocks that are kept by NTP, and the way to the broker, never differ by. */
    static final long TOLERANCE_MILLIS = 5_000;

    /** Of events that are not ahead, one in so many votes; a power of two. */
    static final int SAMPLE = 16;

    /** How many events behind one that is ahead all vote, or those that are ahead would have more votes than they are. */
    private static final int WATCHED = 64;

    /** Votes of so many keys, the newest; a power of two. */
    private static final int SLOTS = 64;

    private static final int SLOT_SHIFT = Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS);

    /** Knuth's multiplicative hash: the golden ratio of 2^32. */
    private static final int GOLDEN = 0x9E3779B9;

    private static final int ENOUGH_VOTES = 16;
    private static final int ENOUGH_KEYS = 4;

    /** Fewer keys than that may be one device that was offline and sends all it has: others get the time to be heard. */
    private static final long FEW_KEYS_WAIT_MILLIS = Duration.ofMinutes(1).toMillis();

    private static final long VOTE_LASTS_MILLIS = Duration.ofHours(1).toMillis();
    private static final long NEW_COUNT_MILLIS = Duration.ofSeconds(10).toMillis();

    /** What is ahead by minutes differs by more than what is ahead by seconds: an eighth. */
    private static final int SPREAD = 8;

    private final long[] leads = new long[SLOTS];

    /** By the clock; 0 for a slot that is empty. */
    private final long[] votedAt = new long[SLOTS];

    private final long[] sorted = new long[SLOTS];

    private long votes;
    private long firstVoteAt;
    private long countedAt;
    private long limit = TOLERANCE_MILLIS;
    private int watched;

    /**
     * Whether an event's time may be taken for that of the partition. To be asked of each event, in the order of their
     * offsets.
     *
     * @param lead milliseconds that it is ahead of the clock; negative for those that are behind
     * @param key null for none
     * @param now by the clock, epoch milliseconds
     */
    boolean takes(long lead, byte[] key, long offset, long now) {
        if (lead > TOLERANCE_MILLIS) {
            watched = WATCHED;
        } else if (watched > 0) {
            watched--;
        } else if ((offset & SAMPLE - 1) != 0) {
            return true;
        }
        // Of records without a key nobody knows which are of one device.
        vote(lead, key == null ? Long.hashCode(offset) : Arrays.hashCode(key), now);
        return lead <= limit;
    }

    private void vote(long lead, int voter, long now) {
        int slot = voter * GOLDEN >>> SLOT_SHIFT;
        leads[slot] = lead;
        votedAt[slot] = now;
        if (votes == 0) {
            firstVoteAt = now;
        }
        votes++;
        if (votes % ENOUGH_VOTES == 0 || votes > ENOUGH_VOTES && now - countedAt >= NEW_COUNT_MILLIS) {
            countedAt = now;
            limit = count(now);
        }
    }

    /** The greatest lead that is taken. */
    private long count(long now) {
        int keys = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            if (votedAt[slot] > 0 && now - votedAt[slot] < VOTE_LASTS_MILLIS) {
                sorted[keys++] = leads[slot];
            }
        }
        if (keys < ENOUGH_KEYS && now - firstVoteAt < FEW_KEYS_WAIT_MILLIS) {
            return TOLERANCE_MILLIS;
        }
        Arrays.sort(sorted, 0, keys);
        // More than half of them are ahead by this much or more: of two, one is not most.
        long most = sorted[(keys - 1) / 2];
        return Math.max(TOLERANCE_MILLIS, most + Math.max(TOLERANCE_MILLIS, most / SPREAD));
    }
}
