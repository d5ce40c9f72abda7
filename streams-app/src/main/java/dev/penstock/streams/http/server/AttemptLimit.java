// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Counts the wrong tokens that come from an address. After {@value #BURST} of them, one more is looked at each second, and
 * the others are refused without a look, whatever they are; a client of the same address whose token was right before goes
 * on to be heard. Safe for use by many threads.
 */
final class AttemptLimit {

    static final int BURST = 20;

    private static final long NANOS_PER_ATTEMPT = Duration.ofSeconds(1).toNanos();
    private static final int MOST_ADDRESSES = 10_000;
    private static final int MOST_KNOWN = 10_000;

    private final LongSupplier nanoTime;

    /** By address, when its attempts are forgotten: each lasts a second longer than those before it. */
    private final Map<String, Long> forgottenAt = new ConcurrentHashMap<>();

    private final Set<Known> known = ConcurrentHashMap.newKeySet();

    /** Who was let in. */
    private record Known(String address, String authorization) {}

    AttemptLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether a token is not to be looked at. */
    boolean refuses(String address, String authorization) {
        Long forgotten = forgottenAt.isEmpty() ? null : forgottenAt.get(address);
        return forgotten != null
                && forgotten - nanoTime.getAsLong() > (BURST - 1) * NANOS_PER_ATTEMPT
                && !known.contains(new Known(address, authorization));
    }

    void failed(String address) {
        long now = nanoTime.getAsLong();
        if (forgottenAt.size() >= MOST_ADDRESSES) {
            forgottenAt.values().removeIf(forgotten -> forgotten - now <= 0);
        }
        if (forgottenAt.size() < MOST_ADDRESSES || forgottenAt.containsKey(address)) {
            forgottenAt.merge(
                    address,
                    now + NANOS_PER_ATTEMPT,
                    (before, first) -> before - now <= 0 ? first : before + NANOS_PER_ATTEMPT);
        }
    }

    void passed(String address, String authorization) {
        var client = new Known(address, authorization);
        if (!known.contains(client)) {
            if (known.size() >= MOST_KNOWN) {
                known.clear();
            }
            known.add(client);
        }
    }
}
