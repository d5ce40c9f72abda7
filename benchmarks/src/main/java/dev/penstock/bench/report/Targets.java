// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.question.Answer;
import dev.penstock.bench.question.Case;
import dev.penstock.bench.question.ScaleQuestion;
import dev.penstock.bench.question.queries.BacklogRound;
import dev.penstock.bench.question.queries.LoadRound;
import dev.penstock.bench.question.queries.QueriesQuestion;
import dev.penstock.bench.report.Comparison.Quantity;
import dev.penstock.bench.report.Target.Bound;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All that Penstock is held to. */
final class Targets {

    /** Up to that a single round varies by itself: what {@code bench compare} takes for the same. */
    private static final double FLAT = 1.15;

    private static final List<Target> ALL = List.of(
            new Target(
                    "events/s with 2 threads",
                    Bound.atLeast(2_000_000),
                    results -> figures(
                                    results,
                                    QuestionReport.THROUGHPUT,
                                    asked -> true,
                                    Contenders.MICRO_BATCH_2,
                                    Figure.EVENTS_PER_SECOND)
                            .findFirst()),
            throughput(
                    "events/s of one thread / consumer that decodes with Jackson",
                    Bound.atLeast(0.6).aimingAt(0.9),
                    new Comparison(Contenders.MICRO_BATCH_1, Contenders.JACKSON_1, Quantity.SPEED)),
            throughput(
                    "events/s of one thread / consumer that decodes with Penstock's decoder",
                    Bound.atLeast(0.6).aimingAt(0.9),
                    new Comparison(Contenders.MICRO_BATCH_1, Contenders.DECODER_1, Quantity.SPEED)),
            throughput(
                    "CPU time per event of all eight groups / of one",
                    Bound.atMost(2.5),
                    new Comparison(Contenders.MICRO_BATCH_ALL, Contenders.MICRO_BATCH_1, Quantity.COST)),
            perCpuSecond("the DSL with JSON state", Contenders.MICRO_BATCH_1, Contenders.DSL_JSON, Bound.atLeast(25)),
            perCpuSecond(
                    "the per-event engine",
                    Contenders.MICRO_BATCH_1,
                    Contenders.PER_EVENT,
                    Bound.atLeast(15).aimingAt(25)),
            perCpuSecond("the cached DSL", Contenders.MICRO_BATCH_1, Contenders.DSL_CACHED, Bound.atLeast(5)),
            perCpuSecond("Flink on the heap, 1", Contenders.MICRO_BATCH_1, Contenders.FLINK_HEAP_1, Bound.atLeast(2)),
            perCpuSecond("Flink on the heap, 2", Contenders.MICRO_BATCH_2, Contenders.FLINK_HEAP_2, Bound.atLeast(2)),
            perCpuSecond(
                    "Flink with RocksDB, 1", Contenders.MICRO_BATCH_1, Contenders.FLINK_ROCKSDB_1, Bound.atLeast(5)),
            perCpuSecond(
                    "Flink with RocksDB, 2", Contenders.MICRO_BATCH_2, Contenders.FLINK_ROCKSDB_2, Bound.atLeast(5)),
            keys("1,000,000 keys, Zipf 1.0", Bound.atLeast(3)),
            keys("10,000,000 keys, uniform", Bound.atLeast(1.5)),
            new Target(
                    "p99 from event to row at 100,000 events/s, ms, at the best commit interval",
                    Bound.atMost(150),
                    Targets::freshest),
            throughput(
                    "enriched logins/s / copy loop",
                    Bound.atLeast(0.5),
                    new Comparison(Contenders.LOGINS_PENSTOCK, Contenders.LOGINS_COPY, Quantity.SPEED)),
            new Target(
                    "events/s produced / Kafka's own tool",
                    Bound.atLeast(1),
                    ratio(
                            QuestionReport.PRODUCER,
                            asked -> true,
                            new Comparison(Contenders.PRODUCER, Contenders.KAFKA_PRODUCER, Quantity.SPEED))),
            flat("", 2, Quantity.COST),
            flat("", 4, Quantity.COST),
            flat(" (without the compilers')", 2, Quantity.COST_COMPILED),
            flat(" (without the compilers')", 4, Quantity.COST_COMPILED));

    /** Not shown where they were not measured. */
    private static final List<Target> WHERE_MEASURED = List.of(
            live("Flink on the heap", Contenders.FLINK_HEAP_2, Bound.atLeast(2)),
            live("the cached DSL", Contenders.DSL_CACHED, Bound.atLeast(3)),
            new Target(
                    "p99 of look-ups under load, ms",
                    Bound.atMost(10),
                    results -> figures(
                                    results,
                                    QuestionReport.QUERIES,
                                    asked -> asked.name().equals(QueriesQuestion.UNDER_LOAD),
                                    LoadRound.CONTENDER,
                                    Figure.P99_MILLIS)
                            .findFirst()),
            new Target(
                    "events/s with look-ups / without",
                    Bound.atLeast(0.75),
                    ratio(
                            QuestionReport.QUERIES,
                            asked -> asked.name().equals(QueriesQuestion.BACKLOG),
                            new Comparison(
                                    BacklogRound.contender(true), BacklogRound.contender(false), Quantity.SPEED))));

    private Targets() {}

    /** All that the run of all questions is held to. */
    static Table table(Results results) {
        return table(ALL, results);
    }

    /** Those that the results say something about. */
    static Table measured(Results results) {
        return table(
                Stream.concat(ALL.stream(), WHERE_MEASURED.stream())
                        .filter(target -> target.isMeasured(results))
                        .toList(),
                results);
    }

    private static Table table(List<Target> targets, Results results) {
        var table = new Table("target", "wanted", "reached", "met");
        targets.forEach(target -> table.row(target.cells(results)));
        return table;
    }

    private static Target throughput(String text, Bound bound, Comparison comparison) {
        return new Target(text, bound, ratio(QuestionReport.THROUGHPUT, asked -> true, comparison));
    }

    private static Target perCpuSecond(String other, String first, String second, Bound bound) {
        return throughput(
                "events per CPU second / " + other, bound, new Comparison(first, second, Quantity.EVENTS_PER_CPU));
    }

    private static Target live(String other, String second, Bound bound) {
        return new Target(
                "events per CPU second / " + other + ", live at 100,000 events/s",
                bound,
                ratio(
                        QuestionReport.LIVE,
                        asked -> asked.name().startsWith("100,000 events/s,"),
                        new Comparison(Contenders.MICRO_BATCH_2, second, Quantity.EVENTS_PER_CPU)));
    }

    private static Target keys(String name, Bound bound) {
        return new Target(
                "events per CPU second / the cached DSL, " + name,
                bound,
                ratio(
                        QuestionReport.KEYS,
                        asked -> asked.name().equals(name),
                        new Comparison(Contenders.MICRO_BATCH_1, Contenders.DSL_CACHED, Quantity.EVENTS_PER_CPU)));
    }

    private static Target flat(String part, int instances, Quantity quantity) {
        return new Target(
                String.format(Locale.ROOT, "CPU time per event%s of %d instances / of 1: flat", part, instances),
                Bound.atMost(FLAT),
                ratio(
                        QuestionReport.SCALE,
                        asked -> true,
                        new Comparison(ScaleQuestion.contender(instances), ScaleQuestion.contender(1), quantity)));
    }

    private static Function<Results, Optional<Spread>> ratio(
            QuestionReport question, Predicate<Case> which, Comparison comparison) {
        return results -> cases(results, question)
                .filter(which)
                .flatMap(asked -> comparison.over(asked.rounds()).stream())
                .findFirst();
    }

    private static Optional<Spread> freshest(Results results) {
        return figures(
                        results,
                        QuestionReport.FRESHNESS,
                        asked -> asked.name().startsWith("100,000 events/s,"),
                        Contenders.MICRO_BATCH_2,
                        Figure.P99_MILLIS)
                .min(Comparator.comparingDouble(Spread::median));
    }

    private static Stream<Spread> figures(
            Results results, QuestionReport question, Predicate<Case> which, String contender, Figure figure) {
        return cases(results, question)
                .filter(which)
                .map(asked -> asked.values(contender, figure))
                .filter(values -> !values.isEmpty())
                .map(Spread::of);
    }

    private static Stream<Case> cases(Results results, QuestionReport question) {
        return results.answer(question.text()).map(Answer::cases).stream().flatMap(List::stream);
    }
}
