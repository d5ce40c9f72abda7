// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Launch;
import dev.penstock.bench.contender.ScoringContender;
import dev.penstock.bench.harness.Child;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.harness.LiveEvents;
import dev.penstock.bench.harness.Messages;
import dev.penstock.bench.harness.RowWatch;
import dev.penstock.bench.harness.Sample;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Waiting;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A contender under a steady rate of texts, each of which is followed until its score is there. The wait begins when a text
 * is due to be sent, which is the time in it, whenever it was sent.
 */
final class ScoringRound {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LATE_BY = Duration.ofSeconds(30);
    private static final int LOOK_EVERY_MILLIS = 50;
    private static final long AHEAD_MILLIS = 1_000;
    private static final int DIGITS = 3;

    /** Of the rate that is to be reached. */
    private static final double NEARLY = 0.99;

    private final Cluster cluster;
    private final Setup setup;
    private final ScoringContender contender;
    private final int rate;
    private final int round;
    private final AtomicLong scored = new AtomicLong();
    private final Histogram waits = new ConcurrentHistogram(DIGITS);
    private volatile long from = Long.MAX_VALUE;
    private volatile long to = Long.MAX_VALUE;

    ScoringRound(Cluster cluster, Setup setup, ScoringContender contender, int rate, int round) {
        this.cluster = cluster;
        this.setup = setup;
        this.contender = contender;
        this.rate = rate;
        this.round = round;
    }

    Round run(FreshnessQuestion.Phases phases) {
        String id = String.format(Locale.ROOT, "bench-%d-%s", round, contender.name());
        cluster.create(contender.topics(id, cluster.partitions()));
        var launch = new Launch(cluster, setup, contender, id, id);
        Child child = launch.start(Map.of());
        try {
            return run(child, phases);
        } finally {
            cluster.place().end(child);
            launch.clearAway();
        }
    }

    private Round run(Child child, FreshnessQuestion.Phases phases) {
        Messages.nextSample(child, PATIENCE);
        try (var watch = new RowWatch(cluster.bootstrap(), contender.results(), this::see);
                var texts = LiveEvents.texts(cluster.bootstrap(), Instant.now().plusMillis(AHEAD_MILLIS), rate)) {
            Waiting.until(() -> scored.get() > 0, PATIENCE, LOOK_EVERY_MILLIS);
            watch.requireAlive();
            from = System.currentTimeMillis() + AHEAD_MILLIS + phases.warmUp().toMillis();
            to = from + phases.measured().toMillis();
            Sample first = FreshnessRound.follow(child, from);
            Sample last = FreshnessRound.follow(child, to);
            texts.finish();
            boolean all = Waiting.until(() -> scored.get() >= texts.sent(), LATE_BY, LOOK_EVERY_MILLIS);
            double seconds = phases.measured().toMillis() / 1e3;
            return new Round(
                    contender.name(),
                    round,
                    figures(first, last, waits.getTotalCount() / seconds),
                    faults(all, texts.sent(), waits.getTotalCount() / seconds));
        }
    }

    private void see(ConsumerRecord<byte[], byte[]> result, long now) {
        scored.incrementAndGet();
        long due = result.timestamp();
        if (due >= from && due < to) {
            waits.recordValue(Math.max(0, now - due));
        }
    }

    private Figures figures(Sample first, Sample last, double perSecond) {
        return new Figures(Map.of(
                Figure.EVENTS_PER_SECOND, perSecond,
                Figure.MEAN_MILLIS, waits.getMean(),
                Figure.P50_MILLIS, (double) waits.getValueAtPercentile(50),
                Figure.P99_MILLIS, (double) waits.getValueAtPercentile(99),
                Figure.P999_MILLIS, (double) waits.getValueAtPercentile(99.9),
                Figure.MOST_MILLIS, (double) waits.getMaxValue(),
                Figure.CORES, (double) (last.cpuNanos() - first.cpuNanos()) / (last.nanos() - first.nanos())));
    }

    private List<String> faults(boolean all, long sent, double perSecond) {
        if (!all || scored.get() != sent) {
            return List.of(
                    String.format(Locale.ROOT, "%d texts have a score, expected %d, each once", scored.get(), sent));
        }
        return perSecond >= NEARLY * rate
                ? List.of()
                : List.of(String.format(Locale.ROOT, "%.0f texts/s were scored, expected %d", perSecond, rate));
    }
}
