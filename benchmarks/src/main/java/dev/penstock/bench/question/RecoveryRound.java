// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.contender.Instances;
import dev.penstock.bench.contender.PipelineContender;
import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.harness.Fill;
import dev.penstock.bench.harness.LiveEvents;
import dev.penstock.bench.harness.Pause;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.bench.truth.Sampling;
import dev.penstock.bench.truth.Slice;
import dev.penstock.bench.truth.Tally;
import dev.penstock.bench.truth.TopicReader;
import dev.penstock.bench.truth.TruthPass;
import dev.penstock.producer.EventSender;
import org.apache.kafka.streams.StreamsConfig;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** One crash: an instance with many tiles is killed while events go on coming, and new rows are waited for. */
public final class RecoveryRound {

    private static final int VICTIM = 1;
    private static final int RATE = 1_000;
    private static final Duration ROWS_WITHIN = Duration.ofMinutes(5);
    private static final int RIGHT_WITHIN_SECONDS = 60;
    private static final int LOOK_EVERY_MILLIS = 2_000;

    /** For standbys to have read what there is to read, and for the rest of the machine to come to rest. */
    private static final int REST_MILLIS = 10_000;

    private final Workplace place;
    private final Cluster cluster;
    private final String bootstrap;
    private final Setup setup;
    private final int tiles;
    private final Mode mode;
    private final int round;

    /** Who takes over. */
    public enum Mode {
        /** The instance itself, which is the only one, started again at once on the same machine. */
        RESTARTED("one instance, started again", 1, 0),
        /** Another instance, which reads the state from its changelog. */
        TAKEN_OVER("two instances", 2, 0),
        /** Another instance, which keeps a copy of the state. */
        STANDBY("two instances, standbys", 2, 1);

        final String text;
        private final int instances;
        private final int standbys;

        Mode(String text, int instances, int standbys) {
            this.text = text;
            this.instances = instances;
            this.standbys = standbys;
        }

        private Map<String, String> settings() {
            return Map.of(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, String.valueOf(standbys));
        }
    }

    RecoveryRound(Workplace place, Cluster cluster, String bootstrap, Setup setup, int tiles, Mode mode, int round) {
        this.place = place;
        this.cluster = cluster;
        this.bootstrap = bootstrap;
        this.setup = setup;
        this.tiles = tiles;
        this.mode = mode;
        this.round = round;
    }

    /** @param progress of how many tiles there are */
    Round run(Progress progress) {
        Contender contender = Contenders.named(Contenders.MICRO_BATCH_1);
        try (var instances = new Instances(place, cluster, bootstrap, setup, contender, "bench-recovery-" + round)) {
            return run(instances, progress);
        } catch (BenchException e) {
            return new Round(mode.text, round, Figures.NONE, List.of(e.getMessage()));
        }
    }

    private Round run(Instances instances, Progress progress) {
        instances.prepare(Workload.PARTITIONS);
        for (int number = VICTIM; number < VICTIM + mode.instances; number++) {
            instances.start(number, mode.settings());
        }
        // With nothing to restore yet, so that each gets its part.
        instances.awaitPartitions();
        Fill.fill(bootstrap, new TileEvents(tiles, Instant.now()), sent -> {});
        instances.follow(tiles, processed -> progress.at((double) processed / tiles));
        instances.awaitCommit();
        Pause.millis(REST_MILLIS);
        EventSender sender = LiveEvents.sender(bootstrap, Instant.now(), RATE, UnaryOperator.identity());
        var sending = CompletableFuture.runAsync(() -> Fill.send(sender));
        try {
            Figures figures = crash(instances);
            sender.stop();
            Fill.join(sending, sender);
            return new Round(mode.text, round, figures, faults(instances));
        } finally {
            sender.stop();
        }
    }

    private Figures crash(Instances instances) {
        String topic =
                instances.contender().rowTopics(instances.applicationId()).get(PipelineContender.USER_ACTIVITY);
        try (var rows = new NewRows(bootstrap, topic)) {
            rows.await(System.currentTimeMillis(), ROWS_WITHIN);
            long killedAt = System.currentTimeMillis();
            instances.kill(VICTIM);
            if (mode == Mode.RESTARTED) {
                instances.start(VICTIM, mode.settings());
            }
            NewRows.Times times = rows.await(killedAt, ROWS_WITHIN);
            return new Figures(Map.of(
                    Figure.FIRST_ROW_SECONDS, (times.first() - killedAt) / 1e3,
                    Figure.EVERY_PARTITION_SECONDS, (times.last() - killedAt) / 1e3));
        }
    }

    /** Rows have to become right: what was sent while nobody took it still has to be worked off. */
    private List<String> faults(Instances instances) {
        var reader = new TopicReader(bootstrap);
        Slice all = Slice.last(1, reader.ends(Fill.TOPICS));
        var truth = TruthPass.over(reader, Fill.TOPICS, Set.of(all), Sampling.ofRows(tiles), events -> {})
                .get(all);
        var judge = new Judge(reader, truth);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(RIGHT_WITHIN_SECONDS);
        while (true) {
            List<String> faults = judge.faults(instances.contender(), instances.applicationId(), Tally.NONE);
            if (faults.isEmpty() || System.nanoTime() > deadline) {
                return faults;
            }
            Pause.millis(LOOK_EVERY_MILLIS);
        }
    }
}
