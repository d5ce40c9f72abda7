// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.cli.support.CommandException;

/** A benchmark can't go on, or a contender failed. */
final class BenchException extends CommandException {

    private static final long serialVersionUID = 1L;

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Leaves the thread interrupted. */
    static BenchException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new BenchException("interrupted", cause);
    }
}
