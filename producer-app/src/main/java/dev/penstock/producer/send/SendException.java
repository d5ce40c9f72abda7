// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.send;

import dev.penstock.cli.support.CommandException;

/** Why events can't be sent, in one line that a user understands. */
public final class SendException extends CommandException {

    private static final long serialVersionUID = 1;

    public SendException(String message) {
        super(message);
    }

    public SendException(String message, Throwable cause) {
        super(message, cause);
    }
}
