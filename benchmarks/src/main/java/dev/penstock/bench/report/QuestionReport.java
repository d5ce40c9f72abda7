// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.bench.harness.Figure;

import java.util.Arrays;
import java.util.List;

import static dev.penstock.bench.harness.Figure.ALL_READY_SECONDS;
import static dev.penstock.bench.harness.Figure.BROKER_CORES;
import static dev.penstock.bench.harness.Figure.COMPILER_MICROS_PER_EVENT;
import static dev.penstock.bench.harness.Figure.CORES;
import static dev.penstock.bench.harness.Figure.CPU_MICROS_PER_EVENT;
import static dev.penstock.bench.harness.Figure.DISK_BYTES_PER_EVENT;
import static dev.penstock.bench.harness.Figure.EVENTS_PER_SECOND;
import static dev.penstock.bench.harness.Figure.EVERY_PARTITION_SECONDS;
import static dev.penstock.bench.harness.Figure.FIRST_ROW_SECONDS;
import static dev.penstock.bench.harness.Figure.KAFKA_BYTES_PER_EVENT;
import static dev.penstock.bench.harness.Figure.LONGEST_GAP_SECONDS;
import static dev.penstock.bench.harness.Figure.LOOKUPS;
import static dev.penstock.bench.harness.Figure.MEAN_MILLIS;
import static dev.penstock.bench.harness.Figure.MOST_MILLIS;
import static dev.penstock.bench.harness.Figure.P50_MILLIS;
import static dev.penstock.bench.harness.Figure.P999_MILLIS;
import static dev.penstock.bench.harness.Figure.P99_MILLIS;
import static dev.penstock.bench.harness.Figure.PEAK_RESIDENT_MIB;
import static dev.penstock.bench.harness.Figure.REFUSED_PERCENT;
import static dev.penstock.bench.harness.Figure.TIMEOUTS;
import static dev.penstock.bench.harness.Figure.UNANSWERED;

/** What can be asked, and how the answer is shown. */
public enum QuestionReport {
    THROUGHPUT("throughput", Comparison.THROUGHPUT, Columns.OF_PROCESSES),
    FRESHNESS("freshness", List.of(), List.of(P50_MILLIS, P99_MILLIS, P999_MILLIS, MOST_MILLIS, CORES)),
    LIVE(
            "live",
            Comparison.LIVE,
            List.of(CORES, BROKER_CORES, CPU_MICROS_PER_EVENT, P50_MILLIS, P99_MILLIS, PEAK_RESIDENT_MIB)),
    KEYS("keys", Comparison.KEYS, Columns.OF_PROCESSES),
    GROUPS("groups", Comparison.GROUPS, Columns.OF_PROCESSES),
    PRODUCER(
            "producer",
            Comparison.PRODUCER,
            List.of(EVENTS_PER_SECOND, CPU_MICROS_PER_EVENT, PEAK_RESIDENT_MIB, KAFKA_BYTES_PER_EVENT)),
    RECOVERY("recovery", List.of(), List.of(FIRST_ROW_SECONDS, EVERY_PARTITION_SECONDS)),
    SCALE("scale", Comparison.SCALE, List.of(EVENTS_PER_SECOND, CPU_MICROS_PER_EVENT, COMPILER_MICROS_PER_EVENT)),
    QUERIES(
            "queries",
            Comparison.QUERIES,
            List.of(
                    P50_MILLIS,
                    P99_MILLIS,
                    P999_MILLIS,
                    LOOKUPS,
                    REFUSED_PERCENT,
                    TIMEOUTS,
                    UNANSWERED,
                    LONGEST_GAP_SECONDS,
                    ALL_READY_SECONDS,
                    EVENTS_PER_SECOND)),
    SCORING(
            "scoring",
            Comparison.SCORING,
            List.of(
                    EVENTS_PER_SECOND,
                    MEAN_MILLIS,
                    P50_MILLIS,
                    P99_MILLIS,
                    P999_MILLIS,
                    MOST_MILLIS,
                    CORES,
                    CPU_MICROS_PER_EVENT,
                    PEAK_RESIDENT_MIB));

    private final String text;
    private final List<Comparison> comparisons;
    private final List<Figure> columns;

    /** Apart, because an enum's constants are made before its fields. */
    private static final class Columns {
        private static final List<Figure> OF_PROCESSES = List.of(
                EVENTS_PER_SECOND,
                CPU_MICROS_PER_EVENT,
                COMPILER_MICROS_PER_EVENT,
                PEAK_RESIDENT_MIB,
                KAFKA_BYTES_PER_EVENT,
                DISK_BYTES_PER_EVENT);
    }

    QuestionReport(String text, List<Comparison> comparisons, List<Figure> columns) {
        this.text = text;
        this.comparisons = comparisons;
        this.columns = columns;
    }

    /** @throws IllegalArgumentException if there is none with this text */
    static QuestionReport of(String text) {
        return Arrays.stream(values())
                .filter(question -> question.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no question '" + text + "'"));
    }

    /** Whether there is one with this text. */
    static boolean isOne(String text) {
        return Arrays.stream(values()).anyMatch(question -> question.text.equals(text));
    }

    /** The command that asks it. */
    public String text() {
        return text;
    }

    /** What is set in relation within a round. */
    List<Comparison> comparisons() {
        return comparisons;
    }

    /** What its table shows, of what was measured. */
    List<Figure> columns() {
        return columns;
    }
}
