// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.Broker;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.question.FreshnessCase;
import dev.penstock.bench.question.FreshnessQuestion;
import dev.penstock.bench.question.Pace;
import dev.penstock.bench.question.ProducerQuestion;
import dev.penstock.bench.question.Question;
import dev.penstock.bench.question.RecoveryQuestion;
import dev.penstock.bench.question.RecoveryRound;
import dev.penstock.bench.question.Throughput;
import dev.penstock.bench.question.WorkloadCase;
import dev.penstock.bench.question.WorkloadQuestion;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * All questions but that of look-ups in one run. As much of each is measured as lets the whole take less than half an hour
 * on two processors, fast or slow, or three minutes. Most of the time goes where the compiler of each JVM has to be waited
 * for; look-ups take the longest to warm up, and have a run of their own.
 */
final class AllQuestions {

    private static final long COMMIT_MILLIS = 1_000;
    private static final long FRESH_COMMIT_MILLIS = 50;
    private static final long SEED = 1;

    private AllQuestions() {}

    /**
     * @param heap of every contender
     * @param contenders who take part in the throughput
     * @param pace of this machine
     */
    static List<Question> full(String heap, List<Contender> contenders, Pace pace) {
        var setup = new Setup(COMMIT_MILLIS, heap, Broker.HEAP);
        return List.of(
                Throughput.question(
                        setup,
                        withoutPairs(contenders),
                        events(pace.events(18_000_000), pace.events(6_500_000)),
                        pace.usualSeconds(15),
                        2),
                freshness(heap, 100_000, Duration.ofSeconds(120), Duration.ofSeconds(20)),
                keys(
                        setup,
                        new Spreading(pace.events(5_000_000), 1_000_000, 1),
                        new Spreading(pace.events(1_500_000), 10_000_000, 0)),
                GroupsCommand.question(
                        setup, List.of(1, 10, 50), pace.events(4_000_000), pace.usualSeconds(10), SEED, 1),
                new ProducerQuestion(setup, pace.events(3_000_000), 2),
                new RecoveryQuestion(
                        setup, 1_000_000, List.of(RecoveryRound.Mode.RESTARTED, RecoveryRound.Mode.STANDBY), 1),
                ScaleCommand.question(setup, List.of(1, 2, 4), pace.events(5_000_000), SEED, 1));
    }

    /** @param heap of every contender */
    static List<Question> quick(String heap) {
        var setup = new Setup(COMMIT_MILLIS, heap, Broker.HEAP);
        return List.of(
                Throughput.question(
                        setup,
                        Contenders.named(
                                List.of(Contenders.JACKSON_1, Contenders.MICRO_BATCH_1, Contenders.DSL_CACHED)),
                        events(2_000_000, 100_000),
                        3,
                        1),
                freshness(heap, 10_000, Duration.ofSeconds(6), Duration.ofSeconds(5)),
                keys(setup, new Spreading(200_000, 1_000_000, 1)),
                GroupsCommand.question(setup, List.of(1, 5), 300_000, 2, SEED, 1),
                new ProducerQuestion(setup, 1_000_000, 1),
                new RecoveryQuestion(setup, 50_000, List.of(RecoveryRound.Mode.STANDBY), 1),
                ScaleCommand.question(setup, List.of(1, 2), 500_000, SEED, 1));
    }

    /** Two bare consumers tell little that one does not. */
    private static List<Contender> withoutPairs(List<Contender> contenders) {
        return contenders.stream()
                .filter(contender -> !contender.name().equals(Contenders.JACKSON_2)
                        && !contender.name().equals(Contenders.DECODER_2))
                .toList();
    }

    private static Throughput.Events events(long app, long logins) {
        return new Throughput.Events(
                Throughput.appEvents(app, Throughput.USERS, 0, SEED),
                Throughput.logins(logins, Throughput.USERS, 0, SEED));
    }

    /** Of so many events over keys. */
    private record Spreading(long events, int users, double skew) {}

    private static Question keys(Setup setup, Spreading... spreadings) {
        List<WorkloadCase.Reader> readers =
                Contenders.named(List.of(Contenders.MICRO_BATCH_1, Contenders.DSL_CACHED)).stream()
                        .map(contender -> new WorkloadCase.Reader(contender, 1))
                        .toList();
        return new WorkloadQuestion(
                "keys",
                setup,
                Stream.of(spreadings)
                        .map(over -> KeysCommand.keysCase(over.events, over.users, over.skew, SEED, readers, 1))
                        .toList());
    }

    private static Question freshness(String heap, int rate, Duration warmUp, Duration measured) {
        return new FreshnessQuestion(
                Contenders.named(List.of(Contenders.MICRO_BATCH_2)),
                List.of(new FreshnessCase(
                        rate, new Setup(FRESH_COMMIT_MILLIS, heap, Broker.HEAP), FreshnessCase.NO_COMPRESSION)),
                new FreshnessQuestion.Phases(warmUp, measured),
                1);
    }
}
