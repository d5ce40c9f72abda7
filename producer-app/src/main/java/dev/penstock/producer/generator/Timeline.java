// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.generator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Which time events claim to happen at. */
public sealed interface Timeline {

    /** The time of the event with this number (from 0), in epoch milliseconds. */
    long millisOf(long index);

    /** Each event happens when it is generated. */
    record Live(InstantSource clock) implements Timeline {
        @Override
        public long millisOf(long index) {
            return clock.millis();
        }
    }

    /**
     * The first event happens at {@code start}, the others follow evenly.
     *
     * @param perSecond events per second of event time, more than 0
     */
    record From(Instant start, double perSecond) implements Timeline {

        /** A day after the epoch: a late event has to lie behind it. */
        private static final Instant EARLIEST = Instant.EPOCH.plus(Duration.ofDays(1));

        private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

        public From {
            if (start.isBefore(EARLIEST) || start.isAfter(LATEST)) {
                throw new IllegalArgumentException(
                        "event time has to start between " + EARLIEST + " and " + LATEST + ", found " + start);
            }
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException(
                        "event time needs more than 0 events per second, found " + perSecond);
            }
        }

        @Override
        public long millisOf(long index) {
            return start.toEpochMilli() + (long) (index * 1000.0 / perSecond);
        }
    }
}
