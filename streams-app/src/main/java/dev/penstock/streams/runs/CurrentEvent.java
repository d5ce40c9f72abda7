// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which event of a run its thread is processing right now, for those that are asked about it later: for Kafka Streams it
 * is the whole run. The event is told by its number: {@link dev.penstock.aggregate.delta.EventFields} tells
 * what a written reference costs.
 */
public final class CurrentEvent {

    private static final ThreadLocal<CurrentEvent> OF_THREAD = ThreadLocal.withInitial(CurrentEvent::new);

    private List<EventRecord> run = List.of();
    private int event;
    private RuntimeException failure;

    private CurrentEvent() {}

    /** The record of a run that this thread is processing by itself; empty where there is none. */
    public static Optional<SourceRecord> sourceRecord() {
        CurrentEvent current = OF_THREAD.get();
        return current.run.isEmpty()
                ? Optional.empty()
                : Optional.of(current.run.get(current.event).sourceRecord());
    }

    /** Has the events of a run processed by themselves, one behind the other, also in the middle of another one. */
    public static void each(List<EventRecord> run, Consumer<EventRecord> process) {
        CurrentEvent current = OF_THREAD.get();
        List<EventRecord> outer = current.run;
        int outerEvent = current.event;
        current.run = run;
        try {
            for (int i = 0; i < run.size(); i++) {
                current.event = i;
                process.accept(run.get(i));
            }
        } finally {
            current.run = outer;
            current.event = outerEvent;
            current.failure = null;
        }
    }

    /** Notes what the event failed with. */
    public static void fail(RuntimeException with) {
        OF_THREAD.get().failure = with;
    }

    /** What was noted last. */
    public static RuntimeException failure() {
        return OF_THREAD.get().failure;
    }
}
