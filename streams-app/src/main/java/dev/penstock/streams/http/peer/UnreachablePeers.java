// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.peer;

import org.apache.kafka.streams.state.HostInfo;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Remembers for a moment which instances nobody can connect to. Others know of a crash only when the group gives the
 * partitions away; until then every request for one of them would find out anew, again and again while it waits for the
 * partition to move, and that costs more than answers do. Safe for use by many threads.
 */
final class UnreachablePeers {

    /** Short beside the time for which a request is tried again, so that nobody goes unanswered for this. */
    static final Duration MOMENT = Duration.ofMillis(100);

    private final LongSupplier nanoTime;
    private final Map<HostInfo, Long> triedAt = new ConcurrentHashMap<>();

    UnreachablePeers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether to try: always where nothing is known, and once in a moment where the last try failed. */
    boolean mayTry(HostInfo host) {
        Long before = triedAt.get(host);
        if (before == null) {
            return true;
        }
        long now = nanoTime.getAsLong();
        return now - before >= MOMENT.toNanos() && triedAt.replace(host, before, now);
    }

    /** A try to connect has failed. */
    void failed(HostInfo host) {
        triedAt.put(host, nanoTime.getAsLong());
    }

    /** Somebody could connect. */
    void ended(HostInfo host) {
        triedAt.remove(host);
    }
}
