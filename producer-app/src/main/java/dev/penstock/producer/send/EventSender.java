// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.send;

import dev.penstock.cli.support.Causes;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sends the events of a source to Kafka: {@link #run()} once, on a thread of its own if need be; {@link #stop()} and
 * {@link #progress()} from any thread. Nothing is lost silently: what is not acknowledged is counted as failed.
 */
public final class EventSender {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);
    private static final long MAX_PARK_NANOS = 50_000_000;
    /** Timing every event would cost a flat-out run several per cent of its speed. */
    private static final int TIME_EVERY_FLAT_OUT = 16;

    private static final int LOOK_AT_CLOCK_EVERY = 64;

    private final EventSource source;
    private final Pacing pacing;
    private final Limit limit;
    private final Map<String, String> kafka;
    private final Deliveries deliveries;
    private final SortedMap<String, TopicTally> tallies = new TreeMap<>();
    private final RecordTime recordTime = new RecordTime(InstantSource.system());
    private volatile long startedAt;
    private volatile long endedAt;
    private volatile boolean stopped;
    private volatile Runnable cut = () -> {};

    /**
     * When to stop, at the latest.
     *
     * @param count of events
     * @param duration of sending
     */
    public record Limit(long count, Duration duration) {
        /** Goes on until the source ends. */
        public static final Limit NONE = new Limit(Long.MAX_VALUE, Duration.ofNanos(Long.MAX_VALUE));

        /** @throws IllegalArgumentException if one is negative */
        public Limit {
            if (count < 0) {
                throw new IllegalArgumentException("a run can't end after " + count + " events");
            }
            if (duration.isNegative()) {
                throw new IllegalArgumentException("a run can't end after " + duration.toSeconds() + " seconds");
            }
        }

        private boolean reached(long nanos) {
            return Duration.ofNanos(nanos).compareTo(duration) >= 0;
        }
    }

    /**
     * @param source is closed at the end
     * @param kafka the client's settings by Kafka's own names, {@link ProducerSettings#DEFAULTS} included
     * @param onFirstFailure is told why the first event that failed did, on any thread
     */
    public EventSender(
            EventSource source,
            Pacing pacing,
            Limit limit,
            Map<String, String> kafka,
            Consumer<String> onFirstFailure) {
        this.source = source;
        this.pacing = pacing;
        this.limit = limit;
        this.kafka = Map.copyOf(kafka);
        deliveries = new Deliveries(pacing == Pacing.UNPACED ? TIME_EVERY_FLAT_OUT : 1, onFirstFailure);
        source.topics().forEach(topic -> tallies.put(topic, new TopicTally()));
    }

    /**
     * Sends until the source or the limit ends it, {@link #stop()} is called, or the broker is lost. Everything that was
     * handed over is acknowledged or has failed when this returns.
     *
     * @throws SendException if it can't begin (no broker, no topic, wrong settings), or the input is refused
     * @throws IOException if the input can't be read
     */
    public Summary run() throws IOException {
        try (source) {
            MissingTopicCheck.requireTopics(tallies.keySet(), kafka);
            var producer = open();
            cut = () -> producer.close(Duration.ZERO);
            startedAt = System.nanoTime();
            try {
                sendAll(producer);
            } finally {
                close(producer);
                endedAt = System.nanoTime();
            }
        }
        return progress();
    }

    /** Ends {@link #run()} after the event that is being sent; what was sent is still seen through. */
    public void stop() {
        stopped = true;
        try {
            source.close();
        } catch (IOException e) {
            throw new SendException("the input can't be closed: " + Causes.line(e), e);
        }
    }

    /**
     * After {@link #stop()}, for who can't wait: what Kafka has not taken by now has failed, and {@link #run()} returns even
     * if it waits for Kafka in the middle of an event.
     */
    public void giveUp() {
        cut.run();
    }

    /** Whether the run ended because Kafka failed, and not just on one event: the rest of the input was not sent. */
    public boolean gaveUp() {
        return deliveries.hopeless();
    }

    /** How it stands now; after {@link #run()}, how it ended. */
    public Summary progress() {
        SortedMap<String, Summary.TopicCounts> topics = new TreeMap<>();
        tallies.forEach((topic, tally) -> topics.put(topic, tally.counts()));
        long end = endedAt != 0 ? endedAt : System.nanoTime();
        var elapsed = Duration.ofNanos(startedAt == 0 ? 0 : end - startedAt);
        return new Summary(topics, deliveries.failures(), source.skipped(), elapsed, deliveries.latency());
    }

    private void sendAll(Producer<byte[], byte[]> producer) throws IOException {
        long start = System.nanoTime();
        for (long sent = 0; sent < limit.count() && !stopped && !deliveries.hopeless(); sent++) {
            if (sent % LOOK_AT_CLOCK_EVERY == 0 && limit.reached(System.nanoTime() - start)) {
                return;
            }
            var event = source.next().map(recordTime::check);
            if (event.isEmpty() || !await(event.get(), start)) {
                return;
            }
            send(producer, event.get());
        }
    }

    /** Waits until the event may go; false if the run ends before. */
    private boolean await(OutgoingEvent event, long start) {
        if (pacing == Pacing.UNPACED) {
            return true;
        }
        while (!stopped && !deliveries.hopeless()) {
            long now = System.nanoTime();
            if (limit.reached(now - start)) {
                return false;
            }
            long delay = pacing.delay(event, now);
            if (delay == 0) {
                return true;
            }
            LockSupport.parkNanos(Math.min(delay, MAX_PARK_NANOS));
            if (Thread.currentThread().isInterrupted()) {
                throw new SendException("interrupted");
            }
        }
        return false;
    }

    private void send(Producer<byte[], byte[]> producer, OutgoingEvent event) {
        tallies.get(event.record().topic()).count(event);
        try {
            producer.send(event.record(), deliveries.next());
        } catch (InterruptException e) {
            deliveries.failed(e);
            throw new SendException("interrupted", e);
        } catch (KafkaException e) {
            deliveries.failed(e);
        }
    }

    private Producer<byte[], byte[]> open() {
        try {
            return new KafkaProducer<>(new HashMap<>(kafka), new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw new SendException(Causes.line(e), e);
        }
    }

    /** Sees everything through that is still under way, for as long as {@link #CLOSE_WITHIN}; the rest has failed. */
    private static void close(Producer<byte[], byte[]> producer) {
        boolean interrupted = Thread.interrupted();
        producer.close(CLOSE_WITHIN);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
