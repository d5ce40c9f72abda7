// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.send;

import dev.penstock.cli.support.Causes;
import dev.penstock.cli.support.NoAnswer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;

/** Looks whether the topics are there before anything is sent; the producer itself would wait, or create them. */
final class MissingTopicCheck {

    private MissingTopicCheck() {}

    /**
     * Waits as long as the producer would ({@code max.block.ms}).
     *
     * @throws SendException if no broker answers, or a topic is missing
     */
    static void requireTopics(Collection<String> topics, Map<String, String> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        int timeout = ProducerSettings.maxBlockMillis(kafka);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        String servers = kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
        Set<String> missing = new TreeSet<>();
        try (var admin = Admin.create(config)) {
            for (var answer : admin.describeTopics(topics).topicNameValues().entrySet()) {
                try {
                    answer.getValue().get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
                            && !(e.getCause() instanceof InvalidTopicException)) {
                        throw unanswered(e.getCause(), kafka, timeout);
                    }
                    missing.add(answer.getKey());
                }
            }
        } catch (KafkaException e) {
            throw new SendException(Causes.line(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SendException("interrupted while waiting for " + servers, e);
        }
        if (!missing.isEmpty()) {
            throw new SendException("no such topic at " + servers + ": " + String.join(", ", missing)
                    + "; create it first, for example with ./penstock topics");
        }
    }

    private static SendException unanswered(Throwable cause, Map<String, String> kafka, int timeout) {
        String servers = kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
        String protocol = kafka.getOrDefault(AdminClientConfig.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT");
        return cause instanceof TimeoutException
                ? new SendException(
                        NoAnswer.text(servers, protocol, Duration.ofMillis(timeout), Causes.line(cause)), cause)
                : new SendException(servers + ": " + Causes.line(cause), cause);
    }
}
