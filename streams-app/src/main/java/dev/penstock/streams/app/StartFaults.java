// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.cli.support.Causes;

import java.util.Locale;

/** Says why Kafka Streams does not come up. */
final class StartFaults {

    /** What Kafka Streams says, and only says, when another process holds the lock of the folder. */
    private static final String LOCKED = "same state directory";

    private StartFaults() {}

    static String line(Throwable thrown, StreamsSettings settings) {
        String line = Causes.line(thrown);
        return line.contains(LOCKED)
                ? String.format(
                        Locale.ROOT,
                        "another instance of %s has its state in %s; give each a --state-dir of its own, or all --share-state-dir",
                        settings.applicationId(),
                        settings.stateFolder().toAbsolutePath())
                : line;
    }
}
