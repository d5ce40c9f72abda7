// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Asks the operating system what Java doesn't know. */
public final class Terminal {

    private Terminal() {}

    /** Whether standard error is a terminal that can draw. */
    public static boolean isStandardError() {
        boolean canDraw = !"dumb".equals(System.getenv().getOrDefault("TERM", "dumb"));
        return canDraw && isTerminal(new ProcessBuilder("test", "-t", "2").redirectError(Redirect.INHERIT));
    }

    /** Whether standard output is a terminal, and not a pipe or a file. */
    public static boolean isStandardOutput() {
        return isTerminal(new ProcessBuilder("test", "-t", "1").redirectOutput(Redirect.INHERIT));
    }

    private static boolean isTerminal(ProcessBuilder test) {
        try {
            return test.start().waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
