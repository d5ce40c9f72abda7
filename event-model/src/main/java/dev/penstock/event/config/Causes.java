// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.config;

/** Says an exception in one line. */
public final class Causes {

    private Causes() {}

    /** What the innermost cause says; outer ones only say that something failed. */
    public static String line(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        String text = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
