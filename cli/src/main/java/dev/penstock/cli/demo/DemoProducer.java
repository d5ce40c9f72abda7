// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.support.Causes;
import dev.penstock.cli.support.CommandException;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.Source.Format;
import dev.penstock.producer.encode.EncodedSource;
import dev.penstock.producer.send.EventSender;
import dev.penstock.producer.send.ProducerSettings;
import dev.penstock.producer.send.Summary;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Sends the demo's events on a thread of its own. Safe for use by many threads. */
final class DemoProducer implements AutoCloseable {

    static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final EventSender sender;
    private final Thread thread = new Thread(this::run, "demo-producer");
    private final CompletableFuture<CommandException> failure = new CompletableFuture<>();
    private final AtomicReference<String> firstLoss = new AtomicReference<>("");
    private volatile boolean ended;
    private volatile boolean stopping;

    /** @param schemas settings of the schema registry, where a source needs one */
    DemoProducer(DemoEvents events, Pipeline pipeline, String servers, Map<String, String> schemas) {
        Map<String, String> kafka = new HashMap<>(ProducerSettings.DEFAULTS);
        kafka.put("bootstrap.servers", servers);
        sender = new EventSender(
                EncodedSource.generated(
                        events.source(), types(pipeline), schemas, loss -> firstLoss.compareAndSet("", loss)),
                events.pacing(),
                EventSender.Limit.NONE,
                kafka,
                reason -> firstLoss.compareAndSet("", reason));
        thread.setDaemon(true);
        thread.start();
    }

    /** How registries call the formats of topics that have one. */
    private static Map<String, String> types(Pipeline pipeline) {
        return pipeline.sources().stream()
                .filter(source -> source.format() == Format.AVRO || source.format() == Format.PROTOBUF)
                .collect(Collectors.toMap(
                        Source::topic, source -> source.format().schemaType()));
    }

    private void run() {
        try {
            sender.run();
            if (sender.gaveUp()) {
                fail(new CommandException("Kafka takes no more events: " + firstLoss.get()));
            }
        } catch (CommandException e) {
            fail(e);
        } catch (IOException e) {
            fail(new CommandException("the input can't be read: " + Causes.line(e), e));
        } catch (RuntimeException e) {
            fail(new CommandException("sending failed: " + Causes.line(e), e));
        } finally {
            ended = true;
        }
    }

    private void fail(CommandException fault) {
        if (!stopping) {
            failure.complete(fault);
        }
    }

    /** Completes with what happened if it can't go on. */
    CompletionStage<CommandException> failure() {
        return failure.minimalCompletionStage();
    }

    Summary progress() {
        return sender.progress();
    }

    /** Whether there is nothing left to send. */
    boolean ended() {
        return ended;
    }

    /** Why the first event was not delivered; blank if none was lost. */
    String firstLoss() {
        return firstLoss.get();
    }

    /** Returns when what was sent is acknowledged or has failed; without a broker, after {@link #CLOSE_WITHIN}. */
    @Override
    public void close() {
        stopping = true;
        sender.stop();
        join(thread, CLOSE_WITHIN);
    }

    /** Waits for its end, but no longer than this; an interruption ends the waiting and is passed on. */
    static void join(Thread thread, Duration atMost) {
        try {
            thread.join(atMost.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
