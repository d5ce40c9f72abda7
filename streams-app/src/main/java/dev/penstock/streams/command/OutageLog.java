// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Says once that Kafka does not answer, and once that it does again. For use by one thread. */
final class OutageLog {

    /** A few heartbeats, which go every three seconds by default. */
    private static final Duration NOTICED = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

    private final Supplier<Optional<Duration>> sinceContact;
    private final Consumer<String> warn;
    private final Consumer<String> info;
    private boolean away;

    /** @param sinceContact how long ago anything of the instance was last in touch with Kafka; empty if nothing was yet */
    OutageLog(Supplier<Optional<Duration>> sinceContact) {
        this(sinceContact, LOG::warn, LOG::info);
    }

    OutageLog(Supplier<Optional<Duration>> sinceContact, Consumer<String> warn, Consumer<String> info) {
        this.sinceContact = sinceContact;
        this.warn = warn;
        this.info = info;
    }

    void look() {
        Duration silence = sinceContact.get().orElse(Duration.ZERO);
        boolean wasAway = away;
        away = silence.compareTo(NOTICED) >= 0;
        if (away && !wasAway) {
            warn.accept("no contact with Kafka for " + silence.toSeconds()
                    + " s; nothing is lost, processing goes on when it is back");
        } else if (wasAway && !away) {
            info.accept("in contact with Kafka again");
        }
    }
}
