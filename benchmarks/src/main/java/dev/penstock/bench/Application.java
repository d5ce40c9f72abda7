// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

/** A Kafka Streams application that is running. */
interface Application extends AutoCloseable {

    /** @throws IllegalStateException if it has failed */
    void requireAlive();

    /**
     * Commits and stops.
     *
     * @throws IllegalStateException if that is not done within a minute: then something may be missing
     */
    @Override
    void close();
}
