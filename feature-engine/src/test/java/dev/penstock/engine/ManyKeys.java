// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine;

import dev.penstock.aggregate.Aggregate;
import dev.penstock.aggregate.Count;
import dev.penstock.aggregate.Distinct;
import dev.penstock.aggregate.First;
import dev.penstock.aggregate.Last;
import dev.penstock.engine.internal.exchange.Delta;
import dev.penstock.engine.internal.memory.Budget;
import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A process with little heap that gathers a million keys, some of them long and some with many different values, without
 * a commit. Ends with 0 if every event came out.
 */
final class ManyKeys {

    private static final int KEYS = 1_000_000;

    private ManyKeys() {}

    public static void main(String[] arguments) {
        FeatureGroup group = group();
        MicroBatchSettings settings = MicroBatchSettings.DEFAULT;
        var budget = new Budget(settings.maxDeltas(), settings.maxBytes());
        var folded = new Folded(group, budget);
        String padding = "x".repeat(8_000);
        long events = 0;
        long gathered = 0;
        for (int i = 0; i < KEYS; i++) {
            String user = i % 100 == 0 ? i + padding : "user-" + i;
            int times = i % 10_000 == 0 ? 300 : 1;
            for (int j = 0; j < times; j++) {
                Fields event = RandomEvents.fields(List.of(user, "click", "x" + j), false);
                folded.add(List.of(new RandomEvents.Timed(event, i, -1)));
                events++;
            }
            if (budget.isSpent()) {
                gathered += drain(folded, budget);
            }
        }
        gathered += drain(folded, budget);
        System.exit(gathered == events ? 0 : 1);
    }

    private static long drain(Folded folded, Budget budget) {
        long[] events = new long[1];
        var delta = new Delta();
        folded.drain((key, value, time) -> {
            delta.read(value);
            events[0] += delta.events();
        });
        if (budget.isTight()) {
            folded.dropObjects();
        }
        return events[0];
    }

    private static FeatureGroup group() {
        List<Column> columns = IntStream.range(0, 4)
                .mapToObj(i -> (Column) new Column.Aggregated("c" + i, aggregate(i), Filter.ALL))
                .toList();
        return new FeatureGroup(
                "g",
                "s",
                List.of(FieldPath.parse("user")),
                Duration.ofHours(1),
                Duration.ZERO,
                Duration.ofDays(1),
                "t",
                Emission.UPDATES,
                columns);
    }

    private static Aggregate aggregate(int i) {
        return switch (i) {
            case 0 -> new Count();
            case 1 -> new Last(RandomEvents.X);
            case 2 -> new Distinct(RandomEvents.X);
            default -> new First(RandomEvents.USER);
        };
    }
}
