// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protect;

/** Keys can't be used. The message is one line that names the file; it tells nothing of the keys. */
public final class KeysetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeysetException(String message) {
        super(message);
    }

    KeysetException(String message, Throwable cause) {
        super(message, cause);
    }
}
