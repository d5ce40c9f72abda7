// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.client;

import dev.penstock.cli.support.Causes;
import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.NoAnswer;
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

    /** @param cause what a client with these settings threw */
    public static KafkaFailure of(KafkaSettings settings, Throwable cause) {
        return cause instanceof TimeoutException
                ? new KafkaFailure(noAnswer(settings, Causes.line(cause)), cause)
                : new KafkaFailure(settings.servers() + ": " + Causes.line(cause), cause);
    }

    /**
     * Nobody answered for as long as the settings say.
     *
     * @param what was asked for
     */
    public static KafkaFailure silence(KafkaSettings settings, String what) {
        return new KafkaFailure(noAnswer(settings, what));
    }

    /** Leaves the thread interrupted. */
    public static KafkaFailure interrupted(KafkaSettings settings, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new KafkaFailure("interrupted while waiting for " + settings.servers(), cause);
    }

    private static String noAnswer(KafkaSettings settings, String what) {
        return NoAnswer.text(settings.servers(), settings.protocol(), settings.patience(), what);
    }
}
