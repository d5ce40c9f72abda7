// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.send;

/** Decides when events may go. Is told the time and never asks for it; used by one thread. */
public interface Pacing {

    /** Every event may go at once. */
    Pacing UNPACED = (event, now) -> 0;

    /**
     * How many nanoseconds the next event has to wait. 0: it may go, and counts as gone. More: ask again then, or earlier.
     *
     * @param now by {@link System#nanoTime()}
     */
    long delay(OutgoingEvent event, long now);

    /** The same number of events in every second, in even slices of a few milliseconds. */
    static Pacing rate(double perSecond) {
        return new RatePacing(perSecond);
    }

    /** Event time runs {@code speed} times as fast as real time. */
    static Pacing speed(double speed) {
        return new EventTimePacing(speed);
    }
}
