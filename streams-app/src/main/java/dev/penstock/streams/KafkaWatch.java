// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams;

import dev.penstock.streams.http.health.InputLags;
import dev.penstock.streams.topics.TopicWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks Kafka every other second what no client of an instance tells by itself: which topics there are, and how much
 * waits in them. That is three or four requests, however many partitions there are.
 */
final class KafkaWatch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);

    private final TopicWatch topics;
    private final InputLags lags;
    private final Set<String> input;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "penstock-kafka-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** @param input the topics that the application reads */
    KafkaWatch(TopicWatch topics, InputLags lags, Set<String> input) {
        this.topics = topics;
        this.lags = lags;
        this.input = Set.copyOf(input);
    }

    void start() {
        scheduler.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks now, and waits for the answer. There is none if Kafka is away. */
    void look() {
        try {
            topics.ask();
            lags.ask(topics.partitions(input));
        } catch (RuntimeException e) {
            LOG.debug("Kafka does not answer, to be asked again", e);
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
