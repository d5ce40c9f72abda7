// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import dev.penstock.streams.producer.TopicGate;

import java.util.List;

/** Keeps back what Kafka warns of although nothing is wrong and nothing can be done. */
public final class NeedlessWarningFilter extends Filter<ILoggingEvent> {

    private static final List<Needless> ALL = List.of(
            // A client is closed while it connects.
            new Needless("org.apache.kafka.clients.NetworkClient", "already been closed"),
            // The client of a command, which has a number for a name, can't connect: the command says so itself.
            new Needless("org.apache.kafka.clients.NetworkClient", "[AdminClient clientId=adminclient-"),
            // A login or a handshake failed: who uses the client gets the same as an exception, and says it in one
            // line.
            new Needless("org.apache.kafka.clients.NetworkClient", "failed authentication due to"),
            // A topic was just created, and a broker does not know it yet.
            new Needless("org.apache.kafka.clients.NetworkClient", "recoverable issue"),
            // An instance that takes over a topology a step at a time tells of each step.
            new Needless("org.apache.kafka.clients.consumer.internals.", "not assigned to any members"),
            // An answer that comes when the partition has gone to somebody else.
            new Needless("org.apache.kafka.clients.consumer.internals.", "Not updating "),
            // The markers of a partition's last transaction are still being written when the next one begins.
            new Needless("org.apache.kafka.clients.producer.internals.Sender", "Error: CONCURRENT_TRANSACTIONS"),
            new Needless("org.apache.kafka.clients.producer.internals.Sender", "Error: OUT_OF_ORDER_SEQUENCE_NUMBER"),
            // A batch is larger than its topic takes: its records come again in smaller ones.
            new Needless("org.apache.kafka.clients.producer.internals.Sender", "splitting and retrying"),
            // The same as the broker tells it: the batch before this one was put off, so it is, too, and both come
            // again.
            new Needless("kafka.server.ReplicaManager", "Expected sequence 0 for transactions v2"),
            // Several clients made a broker create the topic of transactions at once.
            new Needless("", "Auto topic creation failed for __transaction_state with error 'TOPIC_ALREADY_EXISTS'"),
            // The state of a task is read from Kafka again: after a crash, or because the task had none to begin with.
            // RestoreLog tells of it if it takes a while.
            new Needless("org.apache.kafka.streams.processor.internals.", "corrupted"),
            // It throws the same, which ends the stream thread, and that Penstock says in a line of its own.
            new Needless("org.apache.kafka.streams.processor.internals.InternalTopicManager", "StreamsResetter"),
            new Needless(
                    "org.apache.kafka.streams.processor.internals.InternalTopicManager", "Unexpected error during"),
            // Kafka Streams says so of settings that it makes itself; there is no global thread.
            new Needless("org.apache.kafka.streams.StreamsConfig", "not enabled for the GlobalThread"),
            // Said with group.protocol=streams whether or not there is a setting of warm-up replicas.
            new Needless("org.apache.kafka.streams.StreamsConfig", "Warmup replicas are not supported"),
            // A stream thread that was kept from a topic that is missing; of the topic Penstock tells.
            new Needless("org.apache.kafka.streams.processor.internals.StreamThread", TopicGate.REFUSAL));

    private record Needless(String loggerPrefix, String part) {
        boolean covers(String logger, String message) {
            return logger.startsWith(loggerPrefix) && message.contains(part);
        }
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        String logger = event.getLoggerName();
        var said = new StringBuilder(event.getFormattedMessage());
        for (IThrowableProxy thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
            said.append(' ').append(thrown.getMessage());
        }
        String message = said.toString();
        return ALL.stream().anyMatch(needless -> needless.covers(logger, message))
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
