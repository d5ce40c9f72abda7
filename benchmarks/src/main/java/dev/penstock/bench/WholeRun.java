// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * All questions but that of look-ups in one run. As much of each is measured as lets the whole take less than half an hour
 * on two processors, fast or slow, or three minutes. Most of the time goes where the compiler of each JVM has to be waited
 * for; look-ups take the longest to warm up, and have a run of their own.
 */
final class WholeRun {

    private static final long COMMIT_MILLIS = 1_000;
    private static final long FRESH_COMMIT_MILLIS = 50;
    private static final long SEED = 1;

    private WholeRun() {}

    /**
     * @param heap of every contender
     * @param entrants who take part in the throughput
     * @param pace of this machine
     */
    static List<Inquiry> full(String heap, List<Entrant> entrants, Pace pace) {
        var setup = new Setup(COMMIT_MILLIS, heap, Broker.HEAP);
        return List.of(
                Throughput.inquiry(
                        setup,
                        withoutPairs(entrants),
                        events(pace.events(18_000_000), pace.events(6_500_000)),
                        pace.usualSeconds(15),
                        2),
                freshness(heap, 100_000, Duration.ofSeconds(120), Duration.ofSeconds(20)),
                keys(
                        setup,
                        new Spreading(pace.events(5_000_000), 1_000_000, 1),
                        new Spreading(pace.events(1_500_000), 10_000_000, 0)),
                GroupsCommand.inquiry(
                        setup, List.of(1, 10, 50), pace.events(4_000_000), pace.usualSeconds(10), SEED, 1),
                new ProducerInquiry(setup, pace.events(3_000_000), 2),
                new RecoveryInquiry(
                        setup, 1_000_000, List.of(RecoveryTrial.Mode.RESTARTED, RecoveryTrial.Mode.STANDBY), 1),
                ScaleCommand.inquiry(setup, List.of(1, 2, 4), pace.events(5_000_000), SEED, 1));
    }

    /** @param heap of every contender */
    static List<Inquiry> quick(String heap) {
        var setup = new Setup(COMMIT_MILLIS, heap, Broker.HEAP);
        return List.of(
                Throughput.inquiry(
                        setup,
                        Entrants.named(List.of(Entrants.JACKSON_1, Entrants.MICRO_BATCH_1, Entrants.DSL_CACHED)),
                        events(2_000_000, 100_000),
                        3,
                        1),
                freshness(heap, 10_000, Duration.ofSeconds(6), Duration.ofSeconds(5)),
                keys(setup, new Spreading(200_000, 1_000_000, 1)),
                GroupsCommand.inquiry(setup, List.of(1, 5), 300_000, 2, SEED, 1),
                new ProducerInquiry(setup, 1_000_000, 1),
                new RecoveryInquiry(setup, 50_000, List.of(RecoveryTrial.Mode.STANDBY), 1),
                ScaleCommand.inquiry(setup, List.of(1, 2), 500_000, SEED, 1));
    }

    /** Two bare consumers tell little that one does not. */
    private static List<Entrant> withoutPairs(List<Entrant> entrants) {
        return entrants.stream()
                .filter(entrant -> !entrant.name().equals(Entrants.JACKSON_2)
                        && !entrant.name().equals(Entrants.DECODER_2))
                .toList();
    }

    private static Throughput.Events events(long app, long logins) {
        return new Throughput.Events(
                Throughput.appEvents(app, Throughput.USERS, 0, SEED),
                Throughput.logins(logins, Throughput.USERS, 0, SEED));
    }

    /** Of so many events over keys. */
    private record Spreading(long events, int users, double skew) {}

    private static Inquiry keys(Setup setup, Spreading... spreadings) {
        List<Match.Seat> seats = Entrants.named(List.of(Entrants.MICRO_BATCH_1, Entrants.DSL_CACHED)).stream()
                .map(entrant -> new Match.Seat(entrant, 1))
                .toList();
        return new MatchInquiry(
                Question.KEYS,
                setup,
                Stream.of(spreadings)
                        .map(over -> KeysCommand.match(over.events, over.users, over.skew, SEED, seats, 1))
                        .toList());
    }

    private static Inquiry freshness(String heap, int rate, Duration warmUp, Duration measured) {
        return new FreshnessInquiry(
                Entrants.named(List.of(Entrants.MICRO_BATCH_2)),
                List.of(new FreshnessTerms(
                        rate, new Setup(FRESH_COMMIT_MILLIS, heap, Broker.HEAP), FreshnessTerms.NO_COMPRESSION)),
                new FreshnessInquiry.Stretch(warmUp, measured),
                1);
    }
}
