// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import java.util.OptionalLong;

/** A Kafka Streams application that is running. */
interface Application extends AutoCloseable {

    /** @throws IllegalStateException if it has failed */
    void requireAlive();

    /**
     * How many records of its sources it has processed, where it knows better than the metrics of Kafka Streams, in which
     * a run of records counts as one.
     */
    default OptionalLong processed() {
        return OptionalLong.empty();
    }

    /**
     * Commits and stops.
     *
     * @throws IllegalStateException if that is not done within a minute: then something may be missing
     */
    @Override
    void close();
}
