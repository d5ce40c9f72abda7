// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import java.util.List;
import java.util.Optional;

/**
 * Which event of a run its thread is processing right now, for those that are asked about it later: for Kafka Streams it
 * is the whole run. The event is told by its number, since a reference that is written for each costs a memory fence with
 * G1.
 */
final class Passing {

    private static final ThreadLocal<Passing> OF_THREAD = ThreadLocal.withInitial(Passing::new);

    private List<EventRecord> run = List.of();
    private int event;
    private RuntimeException failure;

    private Passing() {}

    static Passing ofThread() {
        return OF_THREAD.get();
    }

    /** The record of a run that this thread is processing by itself; empty where there is none. */
    static Optional<Arrival> arrival() {
        Passing passing = ofThread();
        return passing.run.isEmpty()
                ? Optional.empty()
                : Optional.of(passing.run.get(passing.event).arrival());
    }

    /** To be followed by {@link #end}, whatever happens. */
    void begin(List<EventRecord> newRun) {
        run = newRun;
    }

    void turnTo(int place) {
        event = place;
    }

    /** Notes what the event failed with. */
    void fail(RuntimeException with) {
        failure = with;
    }

    /** What was noted last. */
    RuntimeException failure() {
        return failure;
    }

    void end() {
        run = List.of();
        failure = null;
    }
}
