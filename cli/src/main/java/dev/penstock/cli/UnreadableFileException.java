// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

/** A file can't be read. The message is one line for the user and names the file. */
final class UnreadableFileException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableFileException(String message) {
        super(message);
    }

    UnreadableFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
