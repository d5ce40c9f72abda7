// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.ContenderInstances;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.harness.Fill;
import dev.penstock.bench.harness.LiveEvents;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Waiting;
import dev.penstock.bench.truth.Sampling;
import dev.penstock.bench.truth.Slice;
import dev.penstock.bench.truth.Tally;
import dev.penstock.bench.truth.TopicReader;
import dev.penstock.bench.truth.TruthPass;
import org.apache.kafka.streams.StreamsConfig;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One crash: an instance with many tiles is killed while events go on coming, and new rows are waited for. */
public final class RecoveryRound {

    private static final int VICTIM = 1;
    private static final int RATE = 1_000;
    private static final Duration ROWS_WITHIN = Duration.ofMinutes(5);
    private static final Duration RIGHT_WITHIN = Duration.ofMinutes(1);
    private static final int LOOK_EVERY_MILLIS = 2_000;

    /** For standbys to have read what there is to read, and for the rest of the machine to come to rest. */
    private static final int REST_MILLIS = 10_000;

    private final Cluster cluster;
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

        private final String text;
        private final int instances;
        private final int standbys;

        Mode(String text, int instances, int standbys) {
            this.text = text;
            this.instances = instances;
            this.standbys = standbys;
        }

        /** As a contender. */
        String text() {
            return text;
        }

        private Map<String, String> settings() {
            return Map.of(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, String.valueOf(standbys));
        }
    }

    RecoveryRound(Cluster cluster, Setup setup, int tiles, Mode mode, int round) {
        this.cluster = cluster;
        this.setup = setup;
        this.tiles = tiles;
        this.mode = mode;
        this.round = round;
    }

    /** @param progress of how many tiles there are */
    Round run(Progress progress) {
        var contender = Contenders.named(Contenders.MICRO_BATCH_1);
        try (var instances = new ContenderInstances(cluster, setup, contender, "bench-recovery-" + round)) {
            instances.prepare();
            for (int number = VICTIM; number < VICTIM + mode.instances; number++) {
                instances.start(number, mode.settings());
            }
            // With nothing to restore yet, so that each gets its part.
            instances.awaitPartitions();
            Fill.fill(cluster.bootstrap(), new TileEvents(tiles, Instant.now()), sent -> {});
            instances.follow(tiles, progress::at);
            instances.awaitCommit();
            Waiting.millis(REST_MILLIS);
            try (var events = LiveEvents.start(cluster.bootstrap(), RATE)) {
                Figures figures = crash(instances);
                events.finish();
                return new Round(mode.text, round, figures, faults(instances));
            }
        }
    }

    private Figures crash(ContenderInstances instances) {
        try (var rows = new NewRows(cluster.bootstrap(), instances.rows())) {
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
    private List<String> faults(ContenderInstances instances) {
        var reader = new TopicReader(cluster.bootstrap());
        Slice all = Slice.last(1, reader.ends(Fill.TOPICS));
        var truth = TruthPass.over(reader, Fill.TOPICS, Set.of(all), Sampling.ofRows(tiles), events -> {})
                .get(all);
        var judge = new Judge(reader, truth);
        List<String> faults = new ArrayList<>();
        Waiting.until(
                () -> {
                    faults.clear();
                    faults.addAll(judge.faults(instances.contender(), instances.applicationId(), Tally.NONE));
                    return faults.isEmpty();
                },
                RIGHT_WITHIN,
                LOOK_EVERY_MILLIS);
        return faults;
    }
}
