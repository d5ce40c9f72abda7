// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import dev.penstock.bench.question.Round;
import dev.penstock.bench.question.ScaleQuestion;
import dev.penstock.bench.question.queries.BacklogRound;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How many times as fast, or as costly, one contender is as another. Each ratio is of two figures of one round, so that
 * what slows the machine down for a while slows both.
 */
record Comparison(String first, String second, Quantity quantity) {

    /** What is compared. */
    enum Quantity {
        /** More is better. */
        SPEED("events/s", figures -> value(figures, Figure.EVENTS_PER_SECOND)),
        /** Events per CPU second: more is better. */
        EVENTS_PER_CPU("events per CPU second", figures -> 1 / value(figures, Figure.CPU_MICROS_PER_EVENT)),
        /** Less is better. */
        COST("CPU time per event", figures -> value(figures, Figure.CPU_MICROS_PER_EVENT)),
        /** The same without what compilers took; not to be had where the system does not tell. Less is better. */
        COST_COMPILED(
                "CPU time per event but the compilers'",
                figures -> value(figures, Figure.CPU_MICROS_PER_EVENT)
                        - figures.get(Figure.COMPILER_MICROS_PER_EVENT).orElse(Double.NaN));

        final String text;
        private final ToDoubleFunction<Figures> figure;

        Quantity(String text, ToDoubleFunction<Figures> figure) {
            this.text = text;
            this.figure = figure;
        }

        private static double value(Figures figures, Figure figure) {
            return figures.get(figure).orElseThrow();
        }
    }

    static final List<Comparison> THROUGHPUT = List.of(
            new Comparison(Contenders.MICRO_BATCH_1, Contenders.JACKSON_1, Quantity.SPEED),
            new Comparison(Contenders.MICRO_BATCH_2, Contenders.JACKSON_2, Quantity.SPEED),
            new Comparison(Contenders.MICRO_BATCH_1, Contenders.DECODER_1, Quantity.SPEED),
            new Comparison(Contenders.MICRO_BATCH_2, Contenders.DECODER_2, Quantity.SPEED),
            new Comparison(Contenders.MICRO_BATCH_1, Contenders.PER_EVENT, Quantity.EVENTS_PER_CPU),
            new Comparison(Contenders.MICRO_BATCH_1, Contenders.DSL_JSON, Quantity.EVENTS_PER_CPU),
            new Comparison(Contenders.MICRO_BATCH_1, Contenders.DSL_CACHED, Quantity.EVENTS_PER_CPU),
            new Comparison(Contenders.MICRO_BATCH_1, Contenders.FLINK_HEAP_1, Quantity.EVENTS_PER_CPU),
            new Comparison(Contenders.MICRO_BATCH_2, Contenders.FLINK_HEAP_2, Quantity.EVENTS_PER_CPU),
            new Comparison(Contenders.MICRO_BATCH_1, Contenders.FLINK_ROCKSDB_1, Quantity.EVENTS_PER_CPU),
            new Comparison(Contenders.MICRO_BATCH_2, Contenders.FLINK_ROCKSDB_2, Quantity.EVENTS_PER_CPU),
            new Comparison(Contenders.MICRO_BATCH_1, Contenders.PYTHON_MICRO_BATCH, Quantity.EVENTS_PER_CPU),
            new Comparison(Contenders.MICRO_BATCH_1, Contenders.PYTHON_PER_EVENT, Quantity.EVENTS_PER_CPU),
            new Comparison(Contenders.MICRO_BATCH_ALL, Contenders.MICRO_BATCH_1, Quantity.COST),
            new Comparison(Contenders.LOGINS_PENSTOCK, Contenders.LOGINS_COPY, Quantity.SPEED));

    static final List<Comparison> LIVE = List.of(
            new Comparison(Contenders.MICRO_BATCH_2, Contenders.FLINK_HEAP_2, Quantity.EVENTS_PER_CPU),
            new Comparison(Contenders.MICRO_BATCH_2, Contenders.DSL_CACHED, Quantity.EVENTS_PER_CPU),
            new Comparison(Contenders.MICRO_BATCH_2, Contenders.PYTHON_MICRO_BATCH, Quantity.EVENTS_PER_CPU));

    static final List<Comparison> KEYS =
            List.of(new Comparison(Contenders.MICRO_BATCH_1, Contenders.DSL_CACHED, Quantity.EVENTS_PER_CPU));

    static final List<Comparison> GROUPS = List.of(
            new Comparison(Contenders.groups(10), Contenders.groups(1), Quantity.COST),
            new Comparison(Contenders.groups(50), Contenders.groups(1), Quantity.COST));

    static final List<Comparison> PRODUCER = List.of(
            new Comparison(Contenders.PRODUCER, Contenders.KAFKA_PRODUCER, Quantity.SPEED),
            new Comparison(Contenders.PRODUCER, Contenders.KAFKA_PRODUCER, Quantity.COST));

    static final List<Comparison> SCALE = List.of(
            new Comparison(ScaleQuestion.contender(2), ScaleQuestion.contender(1), Quantity.COST),
            new Comparison(ScaleQuestion.contender(4), ScaleQuestion.contender(1), Quantity.COST),
            new Comparison(ScaleQuestion.contender(2), ScaleQuestion.contender(1), Quantity.COST_COMPILED),
            new Comparison(ScaleQuestion.contender(4), ScaleQuestion.contender(1), Quantity.COST_COMPILED));

    static final List<Comparison> SCORING = List.of(
            new Comparison(Contenders.TEXTS_SCORED, Contenders.PYTHON_TEXTS, Quantity.EVENTS_PER_CPU),
            new Comparison(Contenders.TEXTS_SCORED, Contenders.TEXTS_UNSCORED, Quantity.SPEED),
            new Comparison(Contenders.TEXTS_SCORED, Contenders.TEXTS_UNSCORED, Quantity.EVENTS_PER_CPU));

    static final List<Comparison> QUERIES = List.of(
            new Comparison(BacklogRound.contender(true), BacklogRound.contender(false), Quantity.SPEED),
            new Comparison(BacklogRound.contender(true), BacklogRound.contender(false), Quantity.COST));

    /** Empty if there is no round in which both gave a right answer, and the figures that this is about. */
    Optional<Spread> over(List<Round> rounds) {
        List<Double> ratios = rounds.stream()
                .filter(round -> round.contender().equals(first) && round.counts())
                .flatMap(one -> rounds.stream()
                        .filter(other -> other.contender().equals(second) && other.counts())
                        .filter(other -> other.number() == one.number())
                        .map(other -> figure(one) / figure(other))
                        .filter(ratio -> !ratio.isNaN()))
                .toList();
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    private double figure(Round round) {
        return quantity.figure.applyAsDouble(round.figures());
    }
}
