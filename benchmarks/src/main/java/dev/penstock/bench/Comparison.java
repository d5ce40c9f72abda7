// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Figure;
import dev.penstock.bench.report.Figures;
import dev.penstock.bench.report.Round;
import dev.penstock.bench.report.Spread;

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
            new Comparison(Entrants.MICRO_BATCH_1, Entrants.JACKSON_1, Quantity.SPEED),
            new Comparison(Entrants.MICRO_BATCH_2, Entrants.JACKSON_2, Quantity.SPEED),
            new Comparison(Entrants.MICRO_BATCH_1, Entrants.DECODER_1, Quantity.SPEED),
            new Comparison(Entrants.MICRO_BATCH_2, Entrants.DECODER_2, Quantity.SPEED),
            new Comparison(Entrants.MICRO_BATCH_1, Entrants.PER_EVENT, Quantity.EVENTS_PER_CPU),
            new Comparison(Entrants.MICRO_BATCH_1, Entrants.DSL_JSON, Quantity.EVENTS_PER_CPU),
            new Comparison(Entrants.MICRO_BATCH_1, Entrants.DSL_CACHED, Quantity.EVENTS_PER_CPU),
            new Comparison(Entrants.MICRO_BATCH_1, Entrants.FLINK_HEAP_1, Quantity.EVENTS_PER_CPU),
            new Comparison(Entrants.MICRO_BATCH_2, Entrants.FLINK_HEAP_2, Quantity.EVENTS_PER_CPU),
            new Comparison(Entrants.MICRO_BATCH_1, Entrants.FLINK_ROCKSDB_1, Quantity.EVENTS_PER_CPU),
            new Comparison(Entrants.MICRO_BATCH_2, Entrants.FLINK_ROCKSDB_2, Quantity.EVENTS_PER_CPU),
            new Comparison(Entrants.MICRO_BATCH_1, Entrants.PYTHON_MICRO_BATCH, Quantity.EVENTS_PER_CPU),
            new Comparison(Entrants.MICRO_BATCH_1, Entrants.PYTHON_PER_EVENT, Quantity.EVENTS_PER_CPU),
            new Comparison(Entrants.MICRO_BATCH_ALL, Entrants.MICRO_BATCH_1, Quantity.COST),
            new Comparison(Entrants.LOGINS_PENSTOCK, Entrants.LOGINS_COPY, Quantity.SPEED));

    static final List<Comparison> KEYS =
            List.of(new Comparison(Entrants.MICRO_BATCH_1, Entrants.DSL_CACHED, Quantity.EVENTS_PER_CPU));

    static final List<Comparison> GROUPS = List.of(
            new Comparison(Entrants.groups(10), Entrants.groups(1), Quantity.COST),
            new Comparison(Entrants.groups(50), Entrants.groups(1), Quantity.COST));

    static final List<Comparison> PRODUCER = List.of(
            new Comparison(Entrants.PRODUCER, Entrants.KAFKA_PRODUCER, Quantity.SPEED),
            new Comparison(Entrants.PRODUCER, Entrants.KAFKA_PRODUCER, Quantity.COST));

    static final List<Comparison> SCALE = List.of(
            new Comparison(ScaleTrial.name(2), ScaleTrial.name(1), Quantity.COST),
            new Comparison(ScaleTrial.name(4), ScaleTrial.name(1), Quantity.COST),
            new Comparison(ScaleTrial.name(2), ScaleTrial.name(1), Quantity.COST_COMPILED),
            new Comparison(ScaleTrial.name(4), ScaleTrial.name(1), Quantity.COST_COMPILED));

    static final List<Comparison> QUERIES = List.of(
            new Comparison(BacklogTrial.contender(true), BacklogTrial.contender(false), Quantity.SPEED),
            new Comparison(BacklogTrial.contender(true), BacklogTrial.contender(false), Quantity.COST));

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
