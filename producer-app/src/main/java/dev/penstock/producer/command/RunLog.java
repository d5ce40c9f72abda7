// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import java.util.function.LongSupplier;

/** Where a run says how it goes. For any thread. */
interface RunLog {

    /** @param text one line, or several that belong together */
    void info(String text);

    /** @param text one line */
    void error(String text);

    /**
     * Shows from now on how far the run is, until that is closed.
     *
     * @param sent how many events were sent so far
     * @param expected how many there will be, {@link Long#MAX_VALUE} if nobody knows
     */
    ProgressDisplay showProgress(LongSupplier sent, long expected);
}
