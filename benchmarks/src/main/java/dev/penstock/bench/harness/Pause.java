// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import java.util.concurrent.TimeUnit;

/** Waiting between two looks at something. */
public final class Pause {

    private Pause() {}

    /** @throws BenchException if interrupted */
    public static void millis(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }
}
