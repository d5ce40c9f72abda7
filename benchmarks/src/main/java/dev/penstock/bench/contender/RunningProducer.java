// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.Fill;
import dev.penstock.bench.harness.Waiting;
import dev.penstock.producer.generator.Generator;
import dev.penstock.producer.generator.GeneratorOptions;
import dev.penstock.producer.send.EventSender;
import dev.penstock.producer.send.OutgoingEvent;
import dev.penstock.producer.send.Pacing;
import dev.penstock.producer.send.Summary;
import org.apache.kafka.tools.ProducerPerformance;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** A producer at work. Both kinds are followed by the same counter, that of Kafka's client. */
final class RunningProducer implements RunningContender {

    private static final int PAYLOADS = 10_000;
    private static final GeneratorOptions EVENTS =
            GeneratorOptions.DEFAULT.withSkew(0).withShares(new GeneratorOptions.Shares(0, 0, 0, 0));

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final FutureTask<Boolean> sending;
    private final long events;

    private RunningProducer(Callable<Boolean> work, long events) {
        sending = new FutureTask<>(work);
        this.events = events;
    }

    /** @param work sends so many events and returns when all are acknowledged */
    static RunningProducer start(Callable<Boolean> work, long events) {
        var run = new RunningProducer(work, events);
        new Thread(run.sending, "producer").start();
        return run;
    }

    static Callable<Boolean> penstock(String bootstrap, long events) {
        return () -> {
            Summary summary = new EventSender(
                            new Generator(EVENTS.withCount(events)),
                            Pacing.UNPACED,
                            EventSender.Limit.NONE,
                            Fill.settings(bootstrap),
                            failure -> {})
                    .run();
            if (summary.failed() > 0) {
                throw new IllegalStateException(summary.failed() + " events were not delivered");
            }
            return true;
        };
    }

    /** @param folder for the events that it draws from */
    static Callable<Boolean> kafkasTool(String bootstrap, long events, String folder) {
        return () -> {
            List<String> arguments = new ArrayList<>(List.of(
                    "--topic",
                    Generator.APP_TOPIC,
                    "--num-records",
                    String.valueOf(events),
                    "--throughput",
                    "-1",
                    "--payload-file",
                    payloads(Path.of(folder)).toString(),
                    "--command-property"));
            Fill.settings(bootstrap).forEach((name, value) -> arguments.add(name + "=" + value));
            // What it prints is not for the harness.
            System.setOut(System.err);
            ProducerPerformance.main(arguments.toArray(String[]::new));
            return true;
        };
    }

    private static Path payloads(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (var generator = new Generator(EVENTS.withCount(PAYLOADS))) {
            for (var event = generator.next(); event.isPresent(); event = generator.next()) {
                lines.add(event.map(OutgoingEvent::record)
                        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                        .get());
            }
        }
        return Files.write(Files.createDirectories(folder).resolve("payloads"), lines);
    }

    @Override
    public long processed() {
        if (sending.isDone()) {
            Waiting.result(sending, "the producer failed");
            return events;
        }
        try {
            long sent = 0;
            for (ObjectName producer :
                    beans.queryNames(new ObjectName("kafka.producer:type=producer-metrics,client-id=*"), null)) {
                sent += ((Number) beans.getAttribute(producer, "record-send-total")).longValue();
            }
            return sent;
        } catch (InstanceNotFoundException | AttributeNotFoundException notThere) {
            // It is just being opened or closed; the next look finds it at work, or done.
            return 0;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void settle() {
        Waiting.result(sending, "the producer failed");
    }

    @Override
    public void close() {
        // It ends by itself; where it has failed the process ends.
    }
}
