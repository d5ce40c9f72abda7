// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.client;

import dev.penstock.event.config.Causes;
import dev.penstock.event.config.CommandException;
import org.apache.kafka.common.errors.TimeoutException;

/** Kafka does not answer, or refuses. The message names the servers that were asked. */
public final class KafkaFailure extends CommandException {

    private static final long serialVersionUID = 1L;

    public KafkaFailure(String message) {
        super(message);
    }

    private KafkaFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param cause what a client of these servers threw */
    public static KafkaFailure of(String servers, Throwable cause) {
        return cause instanceof TimeoutException
                ? new KafkaFailure(
                        "no Kafka broker answers at %s (waited %d s)"
                                .formatted(servers, KafkaSettings.PATIENCE.toSeconds()),
                        cause)
                : new KafkaFailure(servers + ": " + Causes.line(cause), cause);
    }

    /** Leaves the thread interrupted. */
    public static KafkaFailure interrupted(String servers, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new KafkaFailure("interrupted while waiting for " + servers, cause);
    }
}
