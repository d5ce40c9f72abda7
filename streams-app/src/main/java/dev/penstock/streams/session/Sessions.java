// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.session;

import dev.penstock.streams.stream.EventMaker;
import org.apache.kafka.streams.state.KeyValueStore;

import java.time.Duration;
import java.util.Arrays;

/**
 * The running sessions of the record keys of one partition. A session is over when the partition's event time has passed
 * its last event by more than the gap. What is over counts as forgotten at once, so it makes no difference when {@link
 * #purge} removes it from the store.
 *
 * <p>Sessions are kept on the heap until {@link #flush} writes them to the store, which has to happen before each commit.
 * After a failure this is of no use any more: what it knows was not committed. For one thread.
 */
public final class Sessions {

    /** Entries that one step of a purge looks at: a fraction of a millisecond's work. */
    private static final int STEP = 1024;

    /** With {@link #STEP}: a purge looks at four times as many entries as events come, so it keeps ahead of new ones. */
    private static final int EVENTS_PER_STEP = 256;

    /** Of heap, for the sessions of a partition: of 16,000 to 32,000 keys by their length. */
    private static final long MAX_CACHE_BYTES = 8 << 20;

    private static final byte[] FIRST_KEY = {};

    private final KeyValueStore<byte[], byte[]> store;
    private final SessionCache cache;
    private final long gap;

    private long partitionTime = -1;
    private long events;

    /** The partition's time from which on the store is worth looking through again: no entry is over before. */
    private long purgeFrom;

    private boolean purging;
    private byte[] cursor = FIRST_KEY;

    /** @param gap how long after its last event a session takes events */
    public Sessions(KeyValueStore<byte[], byte[]> store, Duration gap) {
        this(store, gap, MAX_CACHE_BYTES);
    }

    Sessions(KeyValueStore<byte[], byte[]> store, Duration gap, long maxCacheBytes) {
        this.store = store;
        this.cache = new SessionCache(store, maxCacheBytes);
        this.gap = gap.toMillis();
    }

    /** See {@link EventMaker#passed}. */
    public void passed(long time) {
        partitionTime = Math.max(partitionTime, time);
        if (++events % EVENTS_PER_STEP == 0) {
            purge();
        }
    }

    /**
     * Counts an event in the session that it belongs to or begins.
     *
     * @return the session so far, with this event; {@link KnownSession#NONE} if the event is from before it, or from so
     *     long ago that its session would be over
     */
    public KnownSession enter(byte[] key, long time) {
        KnownSession known = cache.get(key);
        Session running = known.session();
        // The event's own time may be ahead of the partition's, which not every event moves.
        boolean runs = running.exists() && !running.isOver(Math.max(partitionTime, time), gap);
        Session session = runs ? joined(running, time) : begun(time);
        if (!session.exists()) {
            return KnownSession.NONE;
        }
        known.change(session);
        return known;
    }

    /** Writes what is not in the store yet. To be called before each commit. */
    public void flush() {
        cache.flush();
    }

    private Session joined(Session running, long time) {
        return running.start() - time > gap ? Session.NONE : running.with(time);
    }

    private Session begun(long time) {
        var session = Session.startedBy(time);
        return session.isOver(partitionTime, gap) ? Session.NONE : session;
    }

    /**
     * Removes what is over from the next stretch of the store. The store is looked through once in each gap of event
     * time, so a session stays for two gaps at most, give or take the time that a look through takes.
     */
    public void purge() {
        if (!purging) {
            if (partitionTime < purgeFrom) {
                return;
            }
            purging = true;
            cursor = FIRST_KEY;
            purgeFrom = partitionTime + gap;
        }
        try (var entries = store.range(cursor, null)) {
            for (int i = 0; i < STEP && entries.hasNext(); i++) {
                var entry = entries.next();
                Session stored = Session.fromBytes(entry.value);
                if (stored.isOver(partitionTime, gap)
                        && cache.newest(entry.key, stored).isOver(partitionTime, gap)) {
                    cache.remove(entry.key);
                }
                // The key right behind this one.
                cursor = Arrays.copyOf(entry.key, entry.key.length + 1);
            }
            purging = entries.hasNext();
        }
    }
}
