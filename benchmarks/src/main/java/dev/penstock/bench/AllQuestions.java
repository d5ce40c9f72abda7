// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.question.FreshnessCase;
import dev.penstock.bench.question.FreshnessQuestion;
import dev.penstock.bench.question.Pace;
import dev.penstock.bench.question.ProducerQuestion;
import dev.penstock.bench.question.Question;
import dev.penstock.bench.question.RecoveryQuestion;
import dev.penstock.bench.question.RecoveryRound;
import dev.penstock.bench.question.ScaleQuestion;
import dev.penstock.bench.question.WorkloadQuestion;

import java.time.Duration;
import java.util.List;

/**
 * All questions but that of look-ups in one run. As much of each is measured as lets the whole take less than half an hour
 * on two processors, fast or slow, or three minutes. Most of the time goes where the compiler of each JVM has to be waited
 * for; look-ups take the longest to warm up, and have a run of their own.
 */
final class AllQuestions {

    private static final long COMMIT_MILLIS = 1_000;
    private static final long FRESH_COMMIT_MILLIS = 50;
    private static final long LIVE_COMMIT_MILLIS = 100;
    private static final long SEED = 1;

    private AllQuestions() {}

    /**
     * @param heap of every contender
     * @param contenders who take part in the throughput
     * @param pace of this machine
     */
    static List<Question> full(String heap, List<Contender> contenders, Pace pace) {
        Setup setup = new Setup(COMMIT_MILLIS, heap);
        return List.of(
                throughput(
                        setup,
                        withoutPairs(contenders),
                        pace.events(18_000_000),
                        pace.events(6_500_000),
                        pace.usualSeconds(15),
                        2),
                freshness(heap, 100_000, Duration.ofSeconds(120), Duration.ofSeconds(20)),
                live(heap, ready(contenders), 100_000, Duration.ofSeconds(40), Duration.ofSeconds(20)),
                keys(
                        setup,
                        new Workload(pace.events(5_000_000), 1_000_000, 1, 0, SEED),
                        new Workload(pace.events(1_500_000), 10_000_000, 0, 0, SEED)),
                WorkloadQuestion.groups(
                        setup, List.of(1, 10, 50), appEvents(pace.events(4_000_000)), pace.usualSeconds(10), 1),
                new ProducerQuestion(setup, pace.events(3_000_000), 2),
                new RecoveryQuestion(
                        setup, 1_000_000, List.of(RecoveryRound.Mode.RESTARTED, RecoveryRound.Mode.STANDBY), 1),
                new ScaleQuestion(setup, appEvents(pace.events(5_000_000)), List.of(1, 2, 4), 1));
    }

    /** @param heap of every contender */
    static List<Question> quick(String heap) {
        Setup setup = new Setup(COMMIT_MILLIS, heap);
        return List.of(
                throughput(
                        setup,
                        Contenders.named(
                                List.of(Contenders.JACKSON_1, Contenders.MICRO_BATCH_1, Contenders.DSL_CACHED)),
                        2_000_000,
                        100_000,
                        3,
                        1),
                freshness(heap, 10_000, Duration.ofSeconds(5), Duration.ofSeconds(4)),
                live(
                        heap,
                        Contenders.named(List.of(Contenders.MICRO_BATCH_2)),
                        10_000,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(3)),
                keys(setup, new Workload(200_000, 1_000_000, 1, 0, SEED)),
                WorkloadQuestion.groups(setup, List.of(1, 5), appEvents(300_000), 2, 1),
                new ProducerQuestion(setup, 1_000_000, 1),
                new RecoveryQuestion(setup, 50_000, List.of(RecoveryRound.Mode.STANDBY), 1),
                new ScaleQuestion(setup, appEvents(500_000), List.of(1, 2), 1));
    }

    /** Two bare consumers tell little that one does not. */
    private static List<Contender> withoutPairs(List<Contender> contenders) {
        return contenders.stream()
                .filter(contender -> !contender.name().equals(Contenders.JACKSON_2)
                        && !contender.name().equals(Contenders.DECODER_2))
                .toList();
    }

    private static Workload appEvents(long events) {
        return Workload.ofAppEvents(events, SEED);
    }

    private static Question throughput(
            Setup setup, List<Contender> contenders, long app, long logins, double seconds, int rounds) {
        return WorkloadQuestion.throughput(
                setup,
                contenders,
                new Workload(app, Workload.USERS, 0, Workload.LOGIN_SHARE, SEED),
                new Workload(logins, Workload.USERS, 0, 1, SEED),
                seconds,
                rounds);
    }

    private static Question keys(Setup setup, Workload... workloads) {
        List<Contender> contenders = Contenders.named(List.of(Contenders.MICRO_BATCH_1, Contenders.DSL_CACHED));
        return WorkloadQuestion.keys(setup, contenders, List.of(workloads), 1);
    }

    private static List<Contender> ready(List<Contender> contenders) {
        return contenders.stream()
                .filter(contender -> Contenders.LIVE.contains(contender.name()))
                .toList();
    }

    private static Question live(
            String heap, List<Contender> contenders, int rate, Duration warmUp, Duration measured) {
        var terms = new FreshnessCase(rate, new Setup(LIVE_COMMIT_MILLIS, heap), FreshnessCase.NO_COMPRESSION);
        return new FreshnessQuestion(
                FreshnessQuestion.LIVE, contenders, List.of(terms), new FreshnessQuestion.Phases(warmUp, measured), 1);
    }

    private static Question freshness(String heap, int rate, Duration warmUp, Duration measured) {
        var terms = new FreshnessCase(rate, new Setup(FRESH_COMMIT_MILLIS, heap), FreshnessCase.NO_COMPRESSION);
        return new FreshnessQuestion(
                FreshnessQuestion.FRESHNESS,
                Contenders.named(List.of(Contenders.MICRO_BATCH_2)),
                List.of(terms),
                new FreshnessQuestion.Phases(warmUp, measured),
                1);
    }
}
