// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import dev.penstock.bench.harness.ParentWatch;
import dev.penstock.streams.Main;

/** {@code penstock streams} in a process of its own, which stops when its standard input ends. */
public final class StreamsMain {

    private StreamsMain() {}

    /** @param args those of the command */
    public static void main(String[] args) {
        ParentWatch.exitWithParent();
        Main.main(args);
    }
}
