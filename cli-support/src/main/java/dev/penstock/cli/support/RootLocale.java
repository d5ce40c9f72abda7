// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import java.util.Locale;

/**
 * Makes a program speak the same on every machine. Penstock itself formats without the language of the machine, but
 * libraries don't: where that is Turkish or Azerbaijani, Kafka's broker doesn't find its own constants in upper case, and
 * in languages with digits of their own, numbers are printed in these.
 */
public final class RootLocale {

    private RootLocale() {}

    /** For a {@code main}, before anything else: a library may remember the language when its classes are loaded. */
    public static void useByDefault() {
        Locale.setDefault(Locale.ROOT);
    }
}
