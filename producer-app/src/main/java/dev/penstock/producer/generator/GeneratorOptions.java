// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

import java.time.InstantSource;

/**
 * What a {@link Generator} makes. The same options give the same events, unless the timeline is live.
 *
 * @param count how many events, duplicates and malformed ones included; {@link #ENDLESS} to go on until stopped
 * @param seed another seed, other events; the users stay the same people
 * @param users how many there are, at least 1
 * @param skew how unevenly sessions are spread over the users: the exponent of Zipf's law, 0 is evenly
 * @param shares of all events
 */
public record GeneratorOptions(long count, long seed, int users, double skew, Shares shares, Timeline timeline) {

    public static final long ENDLESS = Long.MAX_VALUE;
    public static final double MAX_SKEW = 10;

    /** 10,000 users with a little skew, 5 % logins, nothing wrong, now, without an end. */
    public static final GeneratorOptions DEFAULT = new GeneratorOptions(
            ENDLESS, 1, 10_000, 0.5, new Shares(0.05, 0, 0, 0), new Timeline.Live(InstantSource.system()));

    /** @throws IllegalArgumentException if an option is out of range */
    public GeneratorOptions {
        require(count >= 0, "the number of events must not be negative, found " + count);
        require(users >= 1, "there must be at least 1 user, found " + users);
        require(skew >= 0 && skew <= MAX_SKEW, "the skew must lie between 0 and 10, found " + skew);
    }

    /**
     * Each between 0 and 1; late, malformed and duplicate events together at most 0.9.
     *
     * @param logins events that go to the login topic
     * @param late on-time events are needed for others to be late against: the first event of a topic never is
     */
    public record Shares(double logins, double late, double malformed, double duplicates) {

        public static final double MAX_WRONG = 0.9;

        /** @throws IllegalArgumentException if a share is out of range */
        public Shares {
            requireShare("logins", logins);
            requireShare("late", late);
            requireShare("malformed", malformed);
            requireShare("duplicates", duplicates);
            double wrong = late + malformed + duplicates;
            require(
                    wrong <= MAX_WRONG + 1e-9,
                    "late, malformed and duplicate events together can be at most " + MAX_WRONG + " of all, found "
                            + wrong);
        }
    }

    public GeneratorOptions withCount(long count) {
        return new GeneratorOptions(count, seed, users, skew, shares, timeline);
    }

    public GeneratorOptions withSeed(long seed) {
        return new GeneratorOptions(count, seed, users, skew, shares, timeline);
    }

    public GeneratorOptions withUsers(int users) {
        return new GeneratorOptions(count, seed, users, skew, shares, timeline);
    }

    public GeneratorOptions withSkew(double skew) {
        return new GeneratorOptions(count, seed, users, skew, shares, timeline);
    }

    public GeneratorOptions withShares(Shares shares) {
        return new GeneratorOptions(count, seed, users, skew, shares, timeline);
    }

    public GeneratorOptions withTimeline(Timeline timeline) {
        return new GeneratorOptions(count, seed, users, skew, shares, timeline);
    }

    static void requireShare(String name, double share) {
        require(share >= 0 && share <= 1, "the share of " + name + " must lie between 0 and 1, found " + share);
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
