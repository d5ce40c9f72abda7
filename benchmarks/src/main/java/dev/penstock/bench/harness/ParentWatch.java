// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import java.io.IOException;

/** Ends a child process when its parent is gone, however that ended: then standard input, which nobody writes to, ends. */
public final class ParentWatch {

    private ParentWatch() {}

    /** From now on, on a thread of its own. */
    public static void exitWithParent() {
        var thread = new Thread(ParentWatch::awaitEnd, "parent-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is expected.
            }
        } catch (IOException e) {
            // As good as an end.
            System.exit(1);
        }
        System.exit(0);
    }
}
