// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import dev.penstock.producer.generator.Generator;
import dev.penstock.producer.generator.GeneratorOptions;
import dev.penstock.producer.generator.Timeline;
import dev.penstock.producer.send.EventSource;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/**
 * What the topics hold. The same workload gives the same events each time, but for when they happened: they end about
 * now, so that no retention time is reached.
 *
 * @param events app events and logins together
 * @param users how many there are
 * @param skew of sessions over users: the exponent of Zipf's law, 0 is evenly
 * @param loginShare of all events
 */
public record Workload(long events, int users, double skew, double loginShare, long seed) {

    /** Of each topic. */
    public static final int PARTITIONS = 4;

    /** As many as there are unless a question is about their number. */
    public static final int USERS = 10_000;

    /** One of twenty: as many logins as there are beside app events. */
    public static final double LOGIN_SHARE = 0.05;

    /** Of event time. */
    private static final int EVENTS_PER_SECOND = 10_000;

    /** Fewer are read in one go. */
    private static final int LEAST_EVENTS = 100_000;

    private static final long WINDOW_SECONDS = 60;

    /** @throws IllegalArgumentException if a number is out of its range */
    public Workload {
        require(
                events >= LEAST_EVENTS,
                String.format(Locale.ROOT, "there must be at least %d events, found %d", LEAST_EVENTS, events));
        require(users >= 1, "there must be at least 1 user, found " + users);
        require(
                skew >= 0 && skew <= GeneratorOptions.MAX_SKEW,
                String.format(
                        Locale.ROOT,
                        "the skew must lie between 0 and %.0f, found %s",
                        GeneratorOptions.MAX_SKEW,
                        skew));
    }

    /** App events alone, spread evenly over {@value #USERS} users. */
    public static Workload ofAppEvents(long events, long seed) {
        return new Workload(events, USERS, 0, 0, seed);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** In order of arrival, a little out of order in event time. */
    public EventSource source(Instant now) {
        var shares = new GeneratorOptions.Shares(loginShare, 0, 0, 0);
        var timeline = new Timeline.From(start(now), EVENTS_PER_SECOND);
        return new Disorder(new Generator(new GeneratorOptions(events, seed, users, skew, shares, timeline)), seed);
    }

    /** A full minute, so that windows hold the same events each time. */
    private Instant start(Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES).minus(span());
    }

    private Duration span() {
        return Duration.ofMinutes(windows());
    }

    private long windows() {
        return Math.max(1, (events + WINDOW_SECONDS * EVENTS_PER_SECOND - 1) / (WINDOW_SECONDS * EVENTS_PER_SECOND));
    }

    /** As results files have it. */
    public Map<String, String> settings() {
        return Map.of(
                "events", String.valueOf(events),
                "users", String.valueOf(users),
                "skew", String.valueOf(skew),
                "share of logins", String.valueOf(loginShare),
                "seed", String.valueOf(seed));
    }

    /** No more rows of user activity than that have to be right. */
    public long mostRows() {
        return Math.min(events, users * windows());
    }
}
