// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import java.util.Arrays;

/** A kind of figure. */
public enum Figure {
    EVENTS_PER_SECOND("events/s", Better.MORE, 0.05, 0),
    CPU_MICROS_PER_EVENT("CPU us/event", Better.LESS, 0.05, 0.005),
    /** The part of it that the compilers of the JVM took: it becomes nothing as a run grows longer. */
    COMPILER_MICROS_PER_EVENT("compilers us/event", Better.LESS, 0.5, 0.05),
    /** The most memory of the process that was resident at any moment. */
    PEAK_RESIDENT_MIB("peak RSS MiB", Better.LESS, 0.05, 1),
    /** What was written to all topics, as it lies on the broker's disk. */
    KAFKA_BYTES_PER_EVENT("Kafka B/event", Better.LESS, 0.05, 0.1),
    /** What the process wrote to disk. */
    DISK_BYTES_PER_EVENT("disk B/event", Better.LESS, 0.05, 0.1),
    /** What the stores take on disk at the end. */
    STATE_MIB("state MiB", Better.LESS, 0.1, 1),
    MEAN_MILLIS("mean ms", Better.LESS, 0.1, 0.05),
    P50_MILLIS("p50 ms", Better.LESS, 0.1, 0.05),
    P99_MILLIS("p99 ms", Better.LESS, 0.15, 0.1),
    P999_MILLIS("p99.9 ms", Better.LESS, 0.25, 0.1),
    MOST_MILLIS("max ms", Better.LESS, 0.5, 1),
    /** How many processors the process keeps busy. */
    CORES("cores", Better.LESS, 0.1, 0.02),
    /** The same of the broker beside it. */
    BROKER_CORES("broker cores", Better.LESS, 0.1, 0.02),
    /** From a crash until the first partition has a new row. */
    FIRST_ROW_SECONDS("first row s", Better.LESS, 0.1, 0.1),
    /** From a crash until every partition has a new row. */
    EVERY_PARTITION_SECONDS("every partition s", Better.LESS, 0.1, 0.1),
    /** Look-ups that were measured. */
    LOOKUPS("look-ups", Better.MORE, 0.05, 0),
    /** Share of answers that say that a partition can't be asked now, or that there is too much to do. */
    REFUSED_PERCENT("503 %", Better.LESS, 0.25, 0.05),
    /** Answers that say that there was none in time. */
    TIMEOUTS("504", Better.LESS, 0.5, 2),
    /** Requests without any answer. */
    UNANSWERED("no answer", Better.LESS, 0.5, 2),
    /** The longest time for which an instance could not answer for the keys of a partition. */
    LONGEST_GAP_SECONDS("longest gap s", Better.LESS, 0.25, 0.1),
    /** From the start of an instance that had been killed until all say that they can be asked. */
    ALL_READY_SECONDS("all ready s", Better.LESS, 0.25, 0.1),
    /** Of a micro-benchmark. */
    NANOS_PER_OPERATION("ns/op", Better.LESS, 0.03, 0.1);

    private final String text;
    private final Better better;
    private final double floor;
    private final double grain;

    /** Which way is the good one. */
    public enum Better {
        MORE,
        LESS
    }

    Figure(String text, Better better, double floor, double grain) {
        this.text = text;
        this.better = better;
        this.floor = floor;
        this.grain = grain;
    }

    /** As tables and results files have it. */
    public String text() {
        return text;
    }

    public Better better() {
        return better;
    }

    /** Up to this share of itself two medians of it may differ without meaning anything. */
    public double floor() {
        return floor;
    }

    /** By that much they may differ in any case, so that what was next to nothing may be next to nothing again. */
    public double grain() {
        return grain;
    }

    /** @throws IllegalArgumentException if there is none with this text */
    static Figure of(String text) {
        return Arrays.stream(values())
                .filter(figure -> figure.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no figure '" + text + "'"));
    }
}
