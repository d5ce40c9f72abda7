// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import dev.penstock.cli.support.CommandException;

/** A benchmark can't go on, or a contender failed. */
public final class BenchException extends CommandException {

    private static final long serialVersionUID = 1L;

    public BenchException(String message) {
        super(message);
    }

    public BenchException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Leaves the thread interrupted. */
    public static BenchException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new BenchException("interrupted", cause);
    }
}
