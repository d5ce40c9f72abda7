// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** For people: plain lines, and a bar where there is a terminal to draw it. */
final class ReadableLog implements RunLog {

    private static final Duration EVERY_LINE = Duration.ofSeconds(1);

    private final String name;
    private final PrintWriter err;

    /** @param name of the command, which errors begin with */
    ReadableLog(String name, PrintWriter err) {
        this.name = name;
        this.err = err;
    }

    @Override
    public void info(String text) {
        err.println(text);
        err.flush();
    }

    @Override
    public void error(String text) {
        info(name + ": " + text);
    }

    @Override
    public ProgressDisplay showProgress(LongSupplier sent, long expected) {
        return Terminal.isStandardError()
                ? ProgressDisplay.bar(sent, expected)
                : ProgressDisplay.lines(sent, EVERY_LINE, this::info);
    }
}
