// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.geo;

import java.nio.file.Path;
import java.util.Locale;

/** A geo database that cannot be used. The message is one line that names the file and what is wrong with it. */
public final class GeoDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GeoDatabaseException(Path file, String fault) {
        super(message(file, fault));
    }

    GeoDatabaseException(Path file, String fault, Throwable cause) {
        super(message(file, fault), cause);
    }

    private static String message(Path file, String fault) {
        return String.format(Locale.ROOT, "geo database %s: %s", file, fault);
    }
}
