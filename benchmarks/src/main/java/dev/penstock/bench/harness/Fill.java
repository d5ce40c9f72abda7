// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import dev.penstock.cli.support.Causes;
import dev.penstock.producer.generator.Generator;
import dev.penstock.producer.send.EventSender;
import dev.penstock.producer.send.EventSource;
import dev.penstock.producer.send.Pacing;
import dev.penstock.producer.send.ProducerSettings;
import org.apache.kafka.clients.admin.NewTopic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** The topics that contenders read, and how they are filled. */
public final class Fill {

    /** What contenders read. */
    public static final List<String> TOPICS = List.of(Generator.APP_TOPIC, Generator.LOGIN_TOPIC);

    /** What follows a source's topic in the name of the topic of its dead letters. */
    public static final String DEAD_LETTERS = "-dlq";

    /** About what an event takes to be made and sent, in microseconds of elapsed time. */
    public static final double EXPECTED_MICROS = 1.2;

    private static final short ONE_REPLICA = 1;
    private static final int LOOK_EVERY_MILLIS = 200;

    private Fill() {}

    /** To be created, those of the sources' dead letters included. */
    static List<NewTopic> newTopics(int partitions) {
        return TOPICS.stream()
                .flatMap(topic -> Stream.of(topic, topic + DEAD_LETTERS))
                .map(topic -> new NewTopic(topic, partitions, ONE_REPLICA))
                .toList();
    }

    /** Of {@code penstock produce}. */
    public static Map<String, String> settings(String bootstrap) {
        Map<String, String> settings = new HashMap<>(ProducerSettings.DEFAULTS);
        settings.put("bootstrap.servers", bootstrap);
        return settings;
    }

    /** @param progress is told how many events were sent so far */
    public static void fill(String bootstrap, Workload workload, LongConsumer progress) {
        fill(bootstrap, workload.source(Instant.now()), progress);
    }

    /** The same with events from elsewhere. */
    public static void fill(String bootstrap, EventSource source, LongConsumer progress) {
        var sender =
                new EventSender(source, Pacing.UNPACED, EventSender.Limit.NONE, settings(bootstrap), failure -> {});
        var sending = CompletableFuture.runAsync(() -> send(sender));
        while (!sending.isDone()) {
            Waiting.millis(LOOK_EVERY_MILLIS);
            progress.accept(sender.progress().total().events());
        }
        join(sending, sender);
    }

    static void send(EventSender sender) {
        try {
            sender.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws BenchException if not everything was delivered */
    static void join(CompletableFuture<Void> sending, EventSender sender) {
        try {
            sending.join();
        } catch (CompletionException e) {
            throw new BenchException("events could not be sent: " + Causes.line(e), e);
        }
        long failed = sender.progress().failed();
        if (failed > 0 || sender.gaveUp()) {
            throw new BenchException(failed + " events were not delivered");
        }
    }
}
