// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import java.util.ArrayList;
import java.util.List;

/** Finds the {@link Measurement} among samples that are given in order. */
public final class MeasurementTimer {

    private final long events;

    /** The samples that can begin or end the measurement, the first of each kind. */
    private final List<Sample> from = new ArrayList<>(1);

    private final List<Sample> to = new ArrayList<>(1);

    /** @param events how many there are in all */
    public MeasurementTimer(long events) {
        this.events = events;
    }

    public void accept(Sample sample) {
        if (from.isEmpty() && sample.events() >= Measurement.warmAt(events)) {
            from.add(sample);
        }
        if (to.isEmpty() && sample.events() >= events) {
            to.add(sample);
        }
    }

    public boolean done() {
        return !to.isEmpty();
    }

    /**
     * @throws IllegalStateException before all events are processed
     * @throws IllegalArgumentException if there were too few events to measure
     */
    public Measurement measurement() {
        if (!done()) {
            throw new IllegalStateException("not all of " + events + " events are processed");
        }
        return new Measurement(from.get(0), to.get(0));
    }
}
