// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.watch;

import dev.penstock.streams.client.InputLags;
import dev.penstock.streams.topics.TopicWatch;
import dev.penstock.streams.topics.WatchedTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks Kafka every other second what no client of an instance tells by itself: which topics there are, and how much
 * waits in them. That is three or four requests, however many partitions there are.
 */
public final class KafkaWatch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);

    private final TopicWatch topics;
    private final TopicOutage outage;
    private final InputLags lags;
    private volatile OptionalLong answeredAt = OptionalLong.empty();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "penstock-kafka-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** @param outage is told of topics that are missing */
    public KafkaWatch(TopicWatch topics, TopicOutage outage, InputLags lags) {
        this.topics = topics;
        this.outage = outage;
        this.lags = lags;
    }

    public void start() {
        scheduler.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks now, and waits for the answer. There is none if Kafka is away. */
    public synchronized void look() {
        try {
            outage.look(topics.ask(), topics.missing());
            lags.ask(topics.inputPartitions());
            answeredAt = OptionalLong.of(System.nanoTime());
        } catch (RuntimeException e) {
            LOG.debug("Kafka does not answer, to be asked again", e);
        }
    }

    /** Topics that should be there and are not, as Kafka says now; none if it does not answer. */
    public List<WatchedTopic> suspects() {
        look();
        return topics.suspects();
    }

    /** How long ago Kafka answered, the coordinator of the group among it; empty if it did not yet. */
    public Optional<Duration> sinceAnswer() {
        OptionalLong at = answeredAt;
        return at.isPresent() ? Optional.of(Duration.ofNanos(System.nanoTime() - at.getAsLong())) : Optional.empty();
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
