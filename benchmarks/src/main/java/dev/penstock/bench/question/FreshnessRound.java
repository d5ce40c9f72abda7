// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Launch;
import dev.penstock.bench.contender.PipelineContender;
import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Child;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.harness.LiveEvents;
import dev.penstock.bench.harness.Messages;
import dev.penstock.bench.harness.RowWatch;
import dev.penstock.bench.harness.Sample;
import dev.penstock.bench.harness.Waiting;
import dev.penstock.bench.truth.FeatureRow;
import dev.penstock.bench.truth.RowKey;
import dev.penstock.bench.truth.Sampling;
import dev.penstock.bench.truth.Slice;
import dev.penstock.bench.truth.TopicReader;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A contender under a steady rate of events, from which some are followed until a row shows them. */
final class FreshnessRound {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LATE_BY = Duration.ofSeconds(30);
    private static final int LOOK_EVERY_MILLIS = 50;

    /** No event that is due so much later has been taken to be sent. */
    private static final long AHEAD_MILLIS = 1_000;

    private static final double MICROS = 1e6;
    private static final double MEBIBYTE = 1 << 20;
    private static final int MOST_FOLLOWED_PER_SECOND = 5_000;

    private final Cluster cluster;
    private final Contender contender;
    private final FreshnessCase terms;
    private final int round;
    private final String applicationId;
    private final Sampling sampling;
    private final FreshnessTracker tracker = new FreshnessTracker();
    private final CompletableFuture<Void> firstRow = new CompletableFuture<>();

    FreshnessRound(Cluster cluster, Contender contender, FreshnessCase terms, int round) {
        this.cluster = cluster;
        this.contender = contender;
        this.terms = terms;
        this.round = round;
        applicationId = String.format(Locale.ROOT, "%s-%d-%s", terms.id(), round, contender.name());
        sampling = new Sampling(Math.max(1, terms.rate() / MOST_FOLLOWED_PER_SECOND));
    }

    /** @param warmUp how long after the first row measuring begins */
    Round run(Duration warmUp, Duration measured) {
        cluster.create(contender.topics(applicationId, cluster.partitions()));
        Map<TopicPartition, Long> ends = new TopicReader(cluster.bootstrap()).ends(contender.sources());
        cluster.beginAt(applicationId, new Slice(ends, ends), contender.sources());
        var launch = new Launch(cluster, terms.setup(), contender, applicationId, applicationId);
        Child child = launch.start(terms.kafka());
        try {
            return run(child, warmUp, measured);
        } finally {
            cluster.place().end(child);
            launch.clearAway();
        }
    }

    private Round run(Child child, Duration warmUp, Duration measured) {
        String topic = contender.rowTopics(applicationId).get(PipelineContender.USER_ACTIVITY);
        Messages.nextSample(child, PATIENCE);
        try (var watch = new RowWatch(cluster.bootstrap(), topic, this::see);
                var events = LiveEvents.start(
                        cluster.bootstrap(), Instant.now().plusMillis(AHEAD_MILLIS), terms.rate(), this::sent)) {
            awaitFirstRow(watch);
            long from = System.currentTimeMillis() + AHEAD_MILLIS + warmUp.toMillis();
            long to = from + measured.toMillis();
            tracker.measure(from, to);
            Sample first = follow(child, from);
            long broker = cluster.brokerCpuNanos();
            long begin = System.nanoTime();
            Sample last = follow(child, to);
            double brokerCores = (double) (cluster.brokerCpuNanos() - broker) / (System.nanoTime() - begin);
            double cores = (double) (last.cpuNanos() - first.cpuNanos()) / (last.nanos() - first.nanos());
            long resident = child.peakResidentBytes();
            events.finish();
            // The delays only when nothing is missing any more.
            List<String> faults = faults();
            return new Round(
                    contender.name(),
                    round,
                    figures(tracker.delays(), cores)
                            .with(Figure.BROKER_CORES, brokerCores)
                            .with(Figure.PEAK_RESIDENT_MIB, resident / MEBIBYTE),
                    faults);
        }
    }

    private void sent(ProducerRecord<byte[], byte[]> event) {
        String user = new String(event.key(), StandardCharsets.UTF_8);
        if (sampling.takes(user)) {
            tracker.sent(user, event.timestamp());
        }
    }

    private void see(ConsumerRecord<byte[], byte[]> record, long now) throws IOException {
        firstRow.complete(null);
        String user = new String(record.key(), StandardCharsets.UTF_8);
        if (sampling.takes(user)) {
            FeatureRow row = FeatureRow.read(record.value());
            tracker.seen(new RowKey(user, row.windowStart()), row.events(), now);
        }
    }

    private void awaitFirstRow(RowWatch watch) {
        boolean seen = Waiting.until(
                () -> {
                    watch.requireAlive();
                    return firstRow.isDone();
                },
                PATIENCE,
                LOOK_EVERY_MILLIS);
        if (!seen) {
            throw new BenchException("no row within " + PATIENCE.toSeconds() + " s");
        }
    }

    private Figures figures(Histogram delays, double cores) {
        return new Figures(Map.of(
                Figure.P50_MILLIS, (double) delays.getValueAtPercentile(50),
                Figure.P99_MILLIS, (double) delays.getValueAtPercentile(99),
                Figure.P999_MILLIS, (double) delays.getValueAtPercentile(99.9),
                Figure.MOST_MILLIS, (double) delays.getMaxValue(),
                Figure.CORES, cores,
                Figure.CPU_MICROS_PER_EVENT, cores * MICROS / terms.rate()));
    }

    /** Reads what the contender tells until a time, epoch milliseconds; returns the last of it. */
    static Sample follow(Child child, long until) {
        Sample last;
        do {
            last = Messages.nextSample(child, PATIENCE);
        } while (System.currentTimeMillis() < until);
        return last;
    }

    /** Waits until every event that counts is seen: one that was sent late, or is seen late, must not go missing. */
    private List<String> faults() {
        if (!Waiting.until(tracker::allSent, LATE_BY, LOOK_EVERY_MILLIS)) {
            return List.of(String.format(
                    Locale.ROOT,
                    "the sender was more than %d s behind %d events/s",
                    LATE_BY.toSeconds(),
                    terms.rate()));
        }
        return Waiting.until(() -> tracker.unseen() == 0, LATE_BY, LOOK_EVERY_MILLIS)
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT, "%d events were in no row after %d s", tracker.unseen(), LATE_BY.toSeconds()));
    }
}
