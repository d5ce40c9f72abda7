// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.truth.Tally;

/** A contender at work. */
public interface RunningContender extends AutoCloseable {

    /**
     * How many events it has processed so far.
     *
     * @throws IllegalStateException if it has failed
     */
    long processed();

    /** Returns when all that was processed has had its effects, but for those that {@link #close()} sees to. */
    void settle();

    /** What it saw of the events, if it is one that keeps no state; {@link Tally#NONE} otherwise. */
    default Tally tally() {
        return Tally.NONE;
    }

    /** Commits what is not yet. */
    @Override
    void close();
}
