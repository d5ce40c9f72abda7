// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says an exception in one line. */
public final class Causes {

    private Causes() {}

    /** Why a file or folder can't be used; its name is left to the caller. */
    public static String ofFile(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission is denied";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        return e instanceof FileSystemException named && named.getReason() != null ? named.getReason() : line(e);
    }

    /** What the innermost cause says; outer ones only say that something failed. */
    public static String line(Throwable thrown) {
        return TlsFaults.line(thrown).or(() -> AclFaults.line(thrown)).orElseGet(() -> innermost(thrown));
    }

    private static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        String text = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
