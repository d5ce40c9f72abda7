// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The question of throughput: contenders that read app events and, as another case, those that read logins. */
final class Throughput {

    static final int USERS = 10_000;
    static final int EVENTS_PER_SECOND = 10_000;

    private static final double LOGIN_SHARE = 0.05;
    private static final Set<String> OF_LOGINS = Set.of(Entrants.LOGINS_COPY, Entrants.LOGINS_PENSTOCK);

    /** What there is to read. */
    record Events(Workload app, Workload logins) {}

    private Throughput() {}

    /** App events and, one of twenty, logins. */
    static Workload appEvents(long events, int users, double skew, long seed) {
        return new Workload(events, users, skew, LOGIN_SHARE, EVENTS_PER_SECOND, seed);
    }

    /** Logins alone. */
    static Workload logins(long events, int users, double skew, long seed) {
        return new Workload(events, users, skew, 1, EVENTS_PER_SECOND, seed);
    }

    /**
     * @param entrants found ready
     * @param seconds about how long each contender shall run, at a {@link Pace} of 1
     */
    static Inquiry inquiry(Setup setup, List<Entrant> entrants, Events events, double seconds, int rounds) {
        List<Match> matches = new ArrayList<>();
        add(
                matches,
                "",
                events.app,
                entrants.stream().filter(Throughput::readsAppEvents).toList(),
                seconds,
                rounds);
        add(
                matches,
                "logins",
                events.logins,
                entrants.stream().filter(entrant -> !readsAppEvents(entrant)).toList(),
                seconds,
                rounds);
        return new MatchInquiry(Question.THROUGHPUT, setup, matches);
    }

    private static void add(
            List<Match> matches, String name, Workload workload, List<Entrant> entrants, double seconds, int rounds) {
        if (!entrants.isEmpty()) {
            List<Match.Seat> seats = entrants.stream()
                    .map(entrant -> Match.Seat.lasting(entrant, seconds * factor(entrant), workload.events()))
                    .toList();
            matches.add(new Match(name, workload, seats, rounds));
        }
    }

    /** Eight groups and a stream are more code than the compilers are done with in the time that one group takes. */
    private static int factor(Entrant entrant) {
        return entrant.name().equals(Entrants.MICRO_BATCH_ALL) ? 2 : 1;
    }

    private static boolean readsAppEvents(Entrant entrant) {
        return !OF_LOGINS.contains(entrant.name());
    }
}
