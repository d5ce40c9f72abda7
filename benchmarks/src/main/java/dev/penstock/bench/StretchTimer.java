// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import java.util.ArrayList;
import java.util.List;

/** Finds the {@link Stretch} among samples that are given in order. */
final class StretchTimer {

    private final long events;

    /** The samples that can begin or end the stretch, the first of each kind. */
    private final List<Sample> from = new ArrayList<>(1);

    private final List<Sample> to = new ArrayList<>(1);

    /** @param events how many there are in all */
    StretchTimer(long events) {
        this.events = events;
    }

    void accept(Sample sample) {
        if (from.isEmpty() && sample.events() >= Stretch.warmAt(events)) {
            from.add(sample);
        }
        if (to.isEmpty() && sample.events() >= events) {
            to.add(sample);
        }
    }

    boolean done() {
        return !to.isEmpty();
    }

    /**
     * @throws IllegalStateException before all events are processed
     * @throws IllegalArgumentException if there were too few events to measure
     */
    Stretch stretch() {
        if (!done()) {
            throw new IllegalStateException("not all of " + events + " events are processed");
        }
        return new Stretch(from.get(0), to.get(0));
    }
}
