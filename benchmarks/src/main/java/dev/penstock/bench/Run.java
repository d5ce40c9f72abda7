// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.truth.Tally;

/** A contender at work. */
public interface Run extends AutoCloseable {

    /**
     * How many events it has processed so far.
     *
     * @throws IllegalStateException if it has failed
     */
    long processed();

    /** Returns when everything that was processed has had all its effects and is committed. */
    void settle();

    /** What it saw of the events, if it is one that keeps no state; {@link Tally#NONE} otherwise. */
    Tally tally();

    @Override
    void close();
}
