// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import com.fasterxml.jackson.annotation.JsonIgnore;

import java.util.Locale;
import java.util.Map;

/**
 * The part of a run that counts: from the moment that two thirds of the events had been processed, or the first look
 * after it, to the moment that all had been. What is left out is the start of the JVM, its compiler's work and the
 * joining of the group.
 */
public record Measurement(Sample from, Sample to) {

    private static final double WARM_UP = 2 / 3.0;

    /** @throws IllegalArgumentException if nothing was processed in between: there were too few events to measure */
    public Measurement {
        if (to.events() <= from.events() || to.nanos() <= from.nanos()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "nothing to measure between %d and %d events", from.events(), to.events()));
        }
    }

    /** From how many processed events on a run of so many counts. */
    public static long warmAt(long events) {
        return Math.round(events * WARM_UP);
    }

    @JsonIgnore
    public double eventsPerSecond() {
        return (to.events() - from.events()) * 1e9 / (to.nanos() - from.nanos());
    }

    /** Speed and CPU time; that of the compilers where the system tells it. */
    public Figures figures() {
        var figures = new Figures(Map.of(
                Figure.EVENTS_PER_SECOND, eventsPerSecond(),
                Figure.CPU_MICROS_PER_EVENT, perEvent(to.cpuNanos() - from.cpuNanos())));
        return to.compilerNanos() == ProcessFigures.UNKNOWN
                ? figures
                : figures.with(Figure.COMPILER_MICROS_PER_EVENT, perEvent(to.compilerNanos() - from.compilerNanos()));
    }

    private double perEvent(long nanos) {
        return nanos / 1e3 / (to.events() - from.events());
    }
}
