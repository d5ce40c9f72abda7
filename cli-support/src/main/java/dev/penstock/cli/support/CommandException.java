// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

/** Why a command can't go on. The message is one line that a user understands; a stack trace would add nothing. */
public class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandException(String message) {
        super(message);
    }

    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
