// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.contender.Instances;
import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.harness.Measurement;
import dev.penstock.bench.truth.Slice;
import dev.penstock.bench.truth.Tally;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;

/** Some instances of Penstock, once. */
public final class ScaleRound {

    public static final int PARTITIONS = 8;

    private final Arena arena;
    private final Slice all;
    private final int count;
    private final int round;

    /** @param all of the events */
    ScaleRound(Arena arena, Slice all, int count, int round) {
        this.arena = arena;
        this.all = all;
        this.count = count;
        this.round = round;
    }

    /** The name of so many instances as a contender. */
    public static String name(int count) {
        return count == 1 ? "1 instance" : count + " instances";
    }

    /** @param progress is told which share of the events is processed */
    Round run(DoubleConsumer progress) {
        Contender contender = Contenders.named(Contenders.MICRO_BATCH_1);
        String id = String.format(Locale.ROOT, "bench-%d-scale-%d", round, count);
        try (var instances =
                new Instances(arena.place(), arena.cluster(), arena.bootstrap(), arena.setup(), contender, id)) {
            instances.prepare(PARTITIONS);
            for (int number = 1; number <= count; number++) {
                instances.start(number, Map.of());
            }
            instances.awaitPartitions();
            long events = contender.sources().stream().mapToLong(all::events).sum();
            Measurement measurement = instances
                    .follow(events, processed -> progress.accept((double) processed / events))
                    .measurement();
            instances.awaitCommit();
            List<String> faults = new Judge(arena.reader(), arena.truths().get(all)).faults(contender, id, Tally.NONE);
            var figures = measurement.figures();
            return new Round(name(count), round, figures, faults);
        } catch (BenchException | IllegalArgumentException e) {
            return new Round(name(count), round, Figures.NONE, List.of(e.getMessage()));
        }
    }
}
