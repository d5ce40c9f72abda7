// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

/** A file can't be read. The message names it. */
public final class UnreadableFileException extends CommandException {

    private static final long serialVersionUID = 1L;

    UnreadableFileException(String message) {
        super(message);
    }

    UnreadableFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
