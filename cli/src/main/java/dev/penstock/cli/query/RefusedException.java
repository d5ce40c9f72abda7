// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

/** What was asked for can't be read: an argument is wrong. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
