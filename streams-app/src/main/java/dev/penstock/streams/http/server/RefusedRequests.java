// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import dev.penstock.streams.http.security.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts requests that were refused for their tokens. */
final class RefusedRequests {

    private static final String NAME = "penstock.http.refused";

    private final Map<Verdict, Counter> byVerdict = new EnumMap<>(Verdict.class);
    private final Counter unheard;

    RefusedRequests(MeterRegistry registry) {
        for (Verdict verdict : Verdict.values()) {
            if (verdict != Verdict.ALLOWED) {
                byVerdict.put(verdict, counter(registry, verdict.name().toLowerCase(Locale.ROOT)));
            }
        }
        unheard = counter(registry, "too_many");
    }

    private static Counter counter(MeterRegistry registry, String reason) {
        return Counter.builder(NAME)
                .description("Requests that were refused for their tokens")
                .tag("reason", reason)
                .register(registry);
    }

    /** @param verdict any but {@link Verdict#ALLOWED} */
    void count(Verdict verdict) {
        byVerdict.get(verdict).increment();
    }

    /** Counts one whose token was not looked at, since too many wrong ones came from its address. */
    void countUnheard() {
        unheard.increment();
    }
}
