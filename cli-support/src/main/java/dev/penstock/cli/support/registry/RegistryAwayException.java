// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support.registry;

import dev.penstock.cli.support.CommandException;

/** The schema registry does not answer within the time that somebody has. */
public final class RegistryAwayException extends CommandException {

    private static final long serialVersionUID = 1L;

    RegistryAwayException(Throwable cause) {
        super("the schema registry does not answer: " + cause.getMessage(), cause);
    }
}
