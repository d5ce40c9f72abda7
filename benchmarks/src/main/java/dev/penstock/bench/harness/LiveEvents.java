// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import dev.penstock.producer.generator.Generator;
import dev.penstock.producer.generator.GeneratorOptions;
import dev.penstock.producer.generator.TextGenerator;
import dev.penstock.producer.generator.Timeline;
import dev.penstock.producer.send.EventSender;
import dev.penstock.producer.send.EventSource;
import dev.penstock.producer.send.Pacing;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** App events at a steady rate, each sent when it happens, on a thread of its own until that is stopped. */
public final class LiveEvents implements AutoCloseable {

    private static final int USERS = 10_000;

    /** Of event time. */
    private static final int TEXTS_PER_SECOND = 10_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final EventSender sender;
    private final CompletableFuture<Void> sending;

    private LiveEvents(EventSender sender) {
        this.sender = sender;
        sending = CompletableFuture.runAsync(() -> Fill.send(sender));
    }

    /** Starts now. */
    public static LiveEvents start(String bootstrap, int rate) {
        return start(bootstrap, Instant.now(), rate, event -> {});
    }

    /**
     * @param first when the first is due
     * @param rate events per second
     * @param each is told of each event when it is taken to be sent
     */
    public static LiveEvents start(
            String bootstrap, Instant first, int rate, Consumer<ProducerRecord<byte[], byte[]>> each) {
        var options = GeneratorOptions.DEFAULT
                .withUsers(USERS)
                .withSkew(0)
                .withShares(new GeneratorOptions.Shares(0, 0, 0, 0))
                .withTimeline(new Timeline.From(first, rate));
        return start(bootstrap, new WatchedEvents(new Generator(options), each));
    }

    /**
     * Texts to be scored, each of which has an id of its own.
     *
     * @param first when the first is due
     * @param rate texts per second
     */
    public static LiveEvents texts(String bootstrap, Instant first, int rate) {
        var options = GeneratorOptions.DEFAULT.withUsers(USERS).withTimeline(new Timeline.From(first, rate));
        return start(bootstrap, new TextGenerator(options, TextGenerator.Shares.DEFAULT));
    }

    /**
     * So many of these texts, as fast as they are taken.
     *
     * @param first when the first happened
     */
    public static EventSource someTexts(Instant first, long count) {
        return new TextGenerator(
                GeneratorOptions.DEFAULT
                        .withUsers(USERS)
                        .withCount(count)
                        .withTimeline(new Timeline.From(first, TEXTS_PER_SECOND)),
                TextGenerator.Shares.DEFAULT);
    }

    private static LiveEvents start(String bootstrap, EventSource events) {
        // An event is due when it happens.
        Pacing pacing = (event, now) ->
                Math.max(0, (event.record().timestamp() - System.currentTimeMillis()) * NANOS_PER_MILLI);
        return new LiveEvents(
                new EventSender(events, pacing, EventSender.Limit.NONE, Fill.settings(bootstrap), failure -> {}));
    }

    /** How many were sent so far. */
    public long sent() {
        return sender.progress().total().events();
    }

    /**
     * Returns when all that was sent is there.
     *
     * @throws BenchException if something was not delivered
     */
    public void finish() {
        sender.stop();
        Fill.join(sending, sender);
    }

    /** Sends no more, and waits for nothing. */
    @Override
    public void close() {
        sender.stop();
    }
}
