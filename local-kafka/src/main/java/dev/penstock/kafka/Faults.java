// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import kafka.server.FaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Tells of a fault that the node can't go on with. Kafka's own handler halts the process, which in a program that does
 * more than run a broker is not for the broker to decide.
 */
final class Faults implements FaultHandlerFactory {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private final CompletableFuture<LocalKafkaException> first = new CompletableFuture<>();

    CompletableFuture<LocalKafkaException> first() {
        return first;
    }

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        return fatal ? (message, cause) -> fail(name, message, cause, action) : new LoggingFaultHandler(name, action);
    }

    private LocalKafkaException fail(String name, String message, Throwable cause, Runnable action) {
        LOG.error("Kafka's {} failed: {}", name, message, cause);
        action.run();
        String reason = cause == null ? message : message + ": " + cause;
        LocalKafkaException fault =
                new LocalKafkaException(String.format(Locale.ROOT, "Kafka's %s failed: %s", name, reason), cause);
        first.complete(fault);
        return fault;
    }
}
