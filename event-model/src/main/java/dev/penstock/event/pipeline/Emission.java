// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import java.time.Duration;

/** When a feature group writes rows. */
public sealed interface Emission {

    /** Rows as the events come; the newest of a key and window replaces the earlier ones. */
    Emission UPDATES = new Updates();

    /** See {@link #UPDATES}. */
    record Updates() implements Emission {}

    /**
     * One row for each key and window, once no event can add to it any more.
     *
     * @param idleClose how long, by wall clock, a partition without events holds windows open; positive
     */
    record Final(Duration idleClose) implements Emission {

        public static final Duration DEFAULT_IDLE_CLOSE = Duration.ofMinutes(1);
    }
}
