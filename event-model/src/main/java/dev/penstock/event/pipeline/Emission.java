// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a feature group writes rows. */
public sealed interface Emission {

    Duration DEFAULT_IDLE_CLOSE = Duration.ofMinutes(1);

    /** Rows as the events come; the newest of a key and window replaces the earlier ones. */
    Emission UPDATES = new Updates();

    /** How long, by wall clock, a partition without events is waited for; empty where time does not matter. */
    default Optional<Duration> waitsForIdle() {
        return Optional.empty();
    }

    /** See {@link #UPDATES}. */
    record Updates() implements Emission {}

    /**
     * One row for each key and window, once no event can add to it any more.
     *
     * @param idleClose how long, by wall clock, a partition without events holds windows open; positive
     */
    record Final(Duration idleClose) implements Emission {
        @Override
        public Optional<Duration> waitsForIdle() {
            return Optional.of(idleClose);
        }
    }

    /**
     * Rows as the events come and as windows leave a span, each with the columns over the last windows besides those of
     * its own.
     *
     * @param spans from the shortest to the longest; at least one
     * @param idleClose how long, by wall clock, a partition without events holds time back; positive
     */
    record Rolling(List<Span> spans, Duration idleClose) implements Emission {

        public Rolling {
            spans = List.copyOf(spans);
        }

        /** The longest of the spans. */
        public Duration longest() {
            return spans.get(spans.size() - 1).length();
        }

        @Override
        public Optional<Duration> waitsForIdle() {
            return Optional.of(idleClose);
        }
    }

    /**
     * So much time up to the end of a row's window.
     *
     * @param text as it was written, which the names of the columns end with
     * @param length a whole number of windows, two at least
     */
    record Span(String text, Duration length) {

        /** The name of a column of the group over this span. */
        public String name(String column) {
            return column + "_" + text;
        }
    }
}
