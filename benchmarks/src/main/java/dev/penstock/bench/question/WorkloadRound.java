// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Launch;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Outcome;
import dev.penstock.bench.harness.OutcomeWatch;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.truth.Slice;

import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;

import static java.util.stream.Collectors.toMap;

/** A contender's turn: started in its own process, followed to the end, judged, and cleared away. */
final class WorkloadRound {

    private final FilledCluster filled;
    private final Setup setup;
    private final Contender contender;
    private final Slice slice;
    private final int round;
    private final String applicationId;

    /** @param slice what the contender reads */
    WorkloadRound(FilledCluster filled, Setup setup, Contender contender, Slice slice, int round) {
        this.filled = filled;
        this.setup = setup;
        this.contender = contender;
        this.slice = slice;
        this.round = round;
        applicationId = String.format(Locale.ROOT, "bench-%d-%s", round, contender.name());
    }

    /** @param progress is told which share of the events is processed */
    Round run(DoubleConsumer progress) {
        Cluster cluster = filled.cluster();
        var launch = new Launch(cluster, setup, contender, applicationId, applicationId);
        // All topics that it writes begin so, but for dead letters.
        String prefix = applicationId + "-";
        try {
            cluster.create(contender.topics(applicationId, cluster.partitions()));
            cluster.beginAt(applicationId, slice, contender.sources());
            Map<String, Long> events = contender.sources().stream().collect(toMap(topic -> topic, slice::events));
            long all = events.values().stream().mapToLong(Long::longValue).sum();
            Outcome outcome = OutcomeWatch.follow(cluster.place(), launch.start(events, Map.of()), all, progress);
            return new Round(
                    contender.name(),
                    round,
                    outcome.figures(all, cluster.bytes(prefix)),
                    filled.judge(slice).faults(contender, applicationId, outcome.tally()));
        } finally {
            // When the program is being ended the broker may be gone already.
            if (!cluster.place().isClosed()) {
                cluster.delete(prefix);
            }
            launch.clearAway();
        }
    }
}
