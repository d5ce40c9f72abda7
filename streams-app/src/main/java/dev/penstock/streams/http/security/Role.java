// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.security;

import java.util.Locale;

/** What a token may ask for. */
public enum Role {
    /** Feature groups and their rows. */
    FEATURES,
    /** How instances are: their figures, health and lag. */
    METRICS,
    /** Everything. */
    ALL;

    /** Whether what needs the other may be asked for. */
    boolean covers(Role needed) {
        return this == ALL || this == needed;
    }

    /** As files and messages spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
