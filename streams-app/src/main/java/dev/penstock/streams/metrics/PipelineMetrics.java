// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.metrics;

import dev.penstock.event.BadEvent.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What a running pipeline counts. Every counter starts at 0 with the process; what an aborted transaction did is counted
 * again when it is done again. Labels are names out of the pipeline file and nothing that an event holds, so their
 * number is bounded. Safe for use by many threads.
 */
public final class PipelineMetrics {

    public static final String EVENTS = "penstock.events";
    public static final String EMPTY = "penstock.events.empty";
    public static final String DEAD_LETTERS = "penstock.dead.letters";
    public static final String ROWS = "penstock.rows";
    public static final String LATE = "penstock.events.late";
    public static final String KEY_MISSING = "penstock.events.key.missing";

    private final MeterRegistry registry;

    public PipelineMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Records read from a source: events, dead letters and records without a value alike. */
    public Counter events(String source) {
        return counter(EVENTS, "Records read from a source", "source", source);
    }

    /** Records of a source without a value, which are skipped. */
    public Counter empty(String source) {
        return counter(EMPTY, "Records without a value, skipped", "source", source);
    }

    public Counter deadLetters(String source, Reason reason) {
        return Counter.builder(DEAD_LETTERS)
                .description("Records sent to the dead-letter topic")
                .tag("source", source)
                .tag("reason", reason.code())
                .register(registry);
    }

    /** Records written by a stream or feature group. */
    public Counter rows(String output) {
        return counter(ROWS, "Enriched events or feature rows written", "output", output);
    }

    /** Events that came too late for their window in a feature group. */
    public Counter late(String group) {
        return counter(LATE, "Events too late for their window, sent to the late topic", "group", group);
    }

    /** Events that lack a field of a feature group's key and do not count in it. */
    public Counter keyMissing(String group) {
        return counter(KEY_MISSING, "Events without a field of the group's key", "group", group);
    }

    private Counter counter(String name, String description, String label, String value) {
        return Counter.builder(name).description(description).tag(label, value).register(registry);
    }
}
