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
import dev.penstock.bench.harness.Fill;
import dev.penstock.bench.harness.LiveEvents;
import dev.penstock.bench.harness.Messages;
import dev.penstock.bench.harness.Pause;
import dev.penstock.bench.harness.Sample;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.bench.truth.Sampling;
import dev.penstock.bench.truth.Slice;
import dev.penstock.bench.truth.TopicReader;
import dev.penstock.producer.EventSender;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import static java.util.stream.Collectors.toMap;

/** One contender under a steady rate of events, from which some are followed until a row shows them. */
final class FreshnessRound {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LATE_BY_SECONDS = 30;
    private static final int LOOK_EVERY_MILLIS = 50;

    /** No event that is due so much later has been taken to be sent. */
    private static final long AHEAD_MILLIS = 1_000;

    private static final int MOST_FOLLOWED_PER_SECOND = 5_000;

    private final Workplace place;
    private final Cluster cluster;
    private final String bootstrap;
    private final Contender contender;
    private final FreshnessCase terms;
    private final String applicationId;
    private final Sampling sampling;
    private final FreshnessTracker tracker = new FreshnessTracker();

    /**
     * @param applicationId of nobody else
     */
    FreshnessRound(
            Workplace place,
            Cluster cluster,
            String bootstrap,
            Contender contender,
            FreshnessCase terms,
            String applicationId) {
        this.place = place;
        this.cluster = cluster;
        this.bootstrap = bootstrap;
        this.contender = contender;
        this.terms = terms;
        this.applicationId = applicationId;
        sampling = new Sampling(Math.max(1, terms.rate() / MOST_FOLLOWED_PER_SECOND));
    }

    /** @param warmUp how long after the first row measuring begins */
    Round run(int number, Duration warmUp, Duration measured) {
        cluster.create(contender.topics(applicationId, Workload.PARTITIONS));
        Map<TopicPartition, Long> ends = new TopicReader(bootstrap).ends(contender.sources());
        cluster.beginAt(applicationId, new Slice(ends, ends), contender.sources());
        var launch = new Launch(place, contender, applicationId);
        Map<String, Long> endless =
                contender.sources().stream().collect(toMap(topic -> topic, topic -> Long.MAX_VALUE));
        Child child = launch.start(bootstrap, terms.setup(), endless, terms.kafka());
        try {
            return run(number, child, warmUp, measured);
        } finally {
            place.end(child);
            if (!place.isClosed()) {
                launch.clearAway();
            }
        }
    }

    private Round run(int number, Child child, Duration warmUp, Duration measured) {
        String topic = contender.rowTopics(applicationId).get(PipelineContender.USER_ACTIVITY);
        sampleOf(child.nextLine(PATIENCE), child);
        var sender = sender();
        try (var watch = new RowWatch(bootstrap, topic, sampling, tracker)) {
            var sending = CompletableFuture.runAsync(() -> Fill.send(sender));
            try {
                await(watch.firstRow());
                long from = System.currentTimeMillis() + AHEAD_MILLIS + warmUp.toMillis();
                long to = from + measured.toMillis();
                tracker.measure(from, to);
                Sample first = follow(child, from);
                Sample last = follow(child, to);
                double cores = (double) (last.cpuNanos() - first.cpuNanos()) / (last.nanos() - first.nanos());
                sender.stop();
                // The delays only when nothing is missing any more.
                List<String> faults = faults();
                return new Round(contender.name(), number, figures(tracker.delays(), cores), faults);
            } finally {
                sender.stop();
                Fill.join(sending, sender);
            }
        }
    }

    private static Figures figures(Histogram delays, double cores) {
        return new Figures(Map.of(
                Figure.P50_MILLIS, (double) delays.getValueAtPercentile(50),
                Figure.P99_MILLIS, (double) delays.getValueAtPercentile(99),
                Figure.P999_MILLIS, (double) delays.getValueAtPercentile(99.9),
                Figure.MOST_MILLIS, (double) delays.getMaxValue(),
                Figure.CORES, cores));
    }

    private EventSender sender() {
        Instant start = Instant.now().plusMillis(AHEAD_MILLIS);
        return LiveEvents.sender(
                bootstrap, start, terms.rate(), events -> new TrackedEvents(events, sampling, tracker));
    }

    /** Reads what the contender tells until a time, epoch milliseconds; returns the last of it. */
    private static Sample follow(Child child, long until) {
        Optional<Sample> last = Optional.empty();
        while (last.isEmpty() || System.currentTimeMillis() < until) {
            last = Optional.of(sampleOf(child.nextLine(PATIENCE), child));
        }
        return last.get();
    }

    private static Sample sampleOf(String line, Child child) {
        if (!line.startsWith(Messages.PROGRESS)) {
            throw new BenchException(line + child.lastWords());
        }
        return Messages.sample(line);
    }

    /** Waits until every event that counts is seen: one that was sent late, or is seen late, must not go missing. */
    private List<String> faults() {
        if (!eventually(tracker::allSent)) {
            return List.of(String.format(
                    Locale.ROOT, "the sender was more than %d s behind %d events/s", LATE_BY_SECONDS, terms.rate()));
        }
        return eventually(() -> tracker.unseen() == 0)
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT, "%d events were in no row after %d s", tracker.unseen(), LATE_BY_SECONDS));
    }

    private static boolean eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LATE_BY_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.millis(LOOK_EVERY_MILLIS);
        }
        return true;
    }

    private static void await(CompletableFuture<Void> firstRow) {
        try {
            firstRow.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new BenchException("no row within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }
}
