// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Launch;
import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.harness.Outcome;
import dev.penstock.bench.harness.OutcomeWatch;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.truth.Slice;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;

import static java.util.stream.Collectors.toMap;

/** One contender, once: started in its own process, followed to the end, judged, and cleared away. */
final class WorkloadRound {

    private final Arena arena;
    private final Contender contender;
    private final Slice slice;
    private final int round;
    private final String applicationId;

    /** @param slice what the contender reads */
    WorkloadRound(Arena arena, Contender contender, Slice slice, int round) {
        this.arena = arena;
        this.contender = contender;
        this.slice = slice;
        this.round = round;
        applicationId = String.format(Locale.ROOT, "bench-%d-%s", round, contender.name());
    }

    /** @param progress is told which share of the events is processed */
    Round run(DoubleConsumer progress) {
        var launch = new Launch(arena.place(), contender, applicationId);
        try {
            return run(launch, progress);
        } catch (BenchException e) {
            return new Round(contender.name(), round, Figures.NONE, List.of(e.getMessage()));
        } finally {
            clearAway(launch);
        }
    }

    private Round run(Launch launch, DoubleConsumer progress) {
        arena.cluster().create(contender.topics(applicationId, Workload.PARTITIONS));
        arena.cluster().beginAt(applicationId, slice, contender.sources());
        Map<String, Long> events = contender.sources().stream().collect(toMap(topic -> topic, slice::events));
        long all = events.values().stream().mapToLong(Long::longValue).sum();
        Outcome outcome = OutcomeWatch.follow(
                arena.place(), launch.start(arena.bootstrap(), arena.setup(), events), all, progress);
        long kafkaBytes = arena.cluster().bytes(topicPrefix());
        var judge = new Judge(arena.reader(), arena.truths().get(slice));
        return new Round(
                contender.name(),
                round,
                outcome.figures(all, kafkaBytes),
                judge.faults(contender, applicationId, outcome.tally()));
    }

    private void clearAway(Launch launch) {
        // When the program is being ended the broker may be gone already, and all folders go anyway.
        if (!arena.place().isClosed()) {
            arena.cluster().delete(topicPrefix());
            launch.clearAway();
        }
    }

    /** What the names of all topics begin with that it writes, but for dead letters. */
    private String topicPrefix() {
        return applicationId + "-";
    }
}
