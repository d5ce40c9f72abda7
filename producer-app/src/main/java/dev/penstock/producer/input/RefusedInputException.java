// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import dev.penstock.cli.support.CommandException;

/** Says what an input is instead of events. */
public final class RefusedInputException extends CommandException {

    private static final long serialVersionUID = 1L;

    RefusedInputException(String message) {
        super(message);
    }
}
