// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.demo.state.DemoSnapshot.Subject;
import dev.penstock.cli.demo.state.Outputs;
import dev.penstock.cli.demo.view.DemoDisplay;
import dev.penstock.cli.demo.view.PlainLines;
import dev.penstock.cli.support.Causes;
import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.Counted;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.kafka.LocalKafkaException;
import dev.penstock.streams.app.ApplicationId;
import dev.penstock.streams.app.StreamsApp;
import dev.penstock.streams.app.StreamsSettings;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.geo.IanaRegions;
import dev.penstock.streams.http.Endpoint;
import dev.penstock.streams.http.HttpEndpoint;
import dev.penstock.streams.http.server.HttpSettings;
import dev.penstock.streams.metrics.InstanceMeters;
import dev.penstock.streams.registry.Schemas;
import dev.penstock.streams.topics.PipelineTopics;
import dev.penstock.streams.topics.TopicCreator;
import dev.penstock.streams.topics.TopicSettings;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.KafkaStreams;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Broker, topics, application, producer and view, from the first to the last. */
final class Demo {

    private static final int PARTITIONS = 4;
    private static final String THREADS = "2";
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** They look at their lag every other second. */
    private static final Duration STORES_PATIENCE = Duration.ofSeconds(10);

    private final Plan plan;
    private final Supplier<DemoDisplay> displays;
    private final PrintWriter out;
    private final PrintWriter err;
    /** When the process started, by {@link System#nanoTime()}. */
    private final long startNanos = System.nanoTime()
            - Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime())
                    .toNanos();

    private final DemoEnd end = new DemoEnd();
    private DemoStores stores; // null without
    private final List<Runnable> tidyUps = new CopyOnWriteArrayList<>();

    /**
     * What a demo does.
     *
     * @param file of the pipeline
     * @param port of the broker; 0 is any free one
     * @param httpPort where the application can be asked; 0 is any free one
     * @param duration of sending; the demo ends then at the latest
     * @param registry settings of the schema registry, empty where none is named
     * @param store folder of Parquet files; empty: rows stay in Kafka
     */
    record Plan(
            Pipeline pipeline,
            Path file,
            DemoEvents events,
            int port,
            int httpPort,
            Duration duration,
            Map<String, String> registry,
            Optional<Path> store) {}

    /** Thrown where there is more to start but the end has come. */
    private static final class EarlyEnd extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** @param displays opens the view, once everything runs */
    Demo(Plan plan, Supplier<DemoDisplay> displays, PrintWriter out, PrintWriter err) {
        this.plan = plan;
        this.displays = displays;
        this.out = out;
        this.err = err;
    }

    /**
     * Returns after a signal or when the time is over, with everything stopped and removed.
     *
     * @throws CommandException why it failed
     */
    void run() {
        NeedlessLogs.quieten();
        end.when(StopSignals.install(this::tidyUp));
        try (var folder = new TemporaryFolder()) {
            tidyUps.add(folder::close);
            step("starting Kafka");
            try (LocalKafka kafka = kafka(folder)) {
                end.whenFailed(kafka.failure());
                step("Kafka is ready at %s, creating the topics", kafka.bootstrapServers());
                createTopics(kafka.bootstrapServers());
                if (Schemas.areNeeded(plan.pipeline()) && plan.registry().isEmpty()) {
                    step("starting the schema registry");
                    try (DemoRegistry registry = DemoRegistry.start(folder.resolve("registry"))) {
                        tidyUps.add(registry::close);
                        run(kafka.bootstrapServers(), registry.settings(), folder);
                    }
                } else {
                    run(kafka.bootstrapServers(), plan.registry(), folder);
                }
            }
        } catch (EarlyEnd e) {
            err.println("ended before everything was started");
        } catch (LocalKafkaException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private LocalKafka kafka(TemporaryFolder folder) {
        return LocalKafka.builder()
                .port(plan.port())
                .dataFolder(folder.resolve("kafka"))
                .start();
    }

    private void createTopics(String servers) {
        var keepOldEvents = new TopicSettings(PARTITIONS, 1, Map.of("retention.ms", "-1"));
        try (var admin = new KafkaAdmin(new KafkaSettings(Map.of("bootstrap.servers", servers)))) {
            var topics = new TopicCreator(admin, keepOldEvents).create(PipelineTopics.of(plan.pipeline()));
            step("%d topics with %d partitions are there, starting the application", topics.size(), PARTITIONS);
        }
    }

    private void run(String servers, Map<String, String> schemas, TemporaryFolder folder) {
        MeterRegistry registry = InstanceMeters.newRegistry();
        var outputs = new Outputs(plan.pipeline());
        Endpoint endpoint = endpoint();
        try (var geo = new IanaRegions();
                var feed = new DemoFeed(outputs, servers);
                var app =
                        new StreamsApp(plan.pipeline(), settings(servers, schemas, folder), geo, registry, endpoint)) {
            end.whenFailed(feed.failure());
            end.whenFailed(app.failure());
            app.start();
            plan.store().ifPresent(files -> store(files, servers, registry));
            try (var producer = new DemoProducer(plan.events(), plan.pipeline(), servers, schemas)) {
                end.whenFailed(producer.failure());
                var subject = new Subject(
                        String.valueOf(plan.file().getFileName()),
                        servers,
                        endpoint.url(),
                        topicToLookAt(plan.pipeline()));
                var parts = new DemoMonitor.Parts(plan.events(), producer, app, registry, outputs);
                var monitor = new DemoMonitor(subject, plan.pipeline(), parts, startNanos);
                awaitRunning(app);
                say(
                        "the application is running, shows itself at %1$s and can be asked at %1$s/api, events are being sent",
                        endpoint.url());
                show(monitor);
                finish(monitor, producer, outputs);
            }
        } finally {
            if (stores != null) {
                stores.close();
            }
        }
    }

    private void store(Path files, String servers, MeterRegistry registry) {
        stores = new DemoStores(plan.pipeline(), files, servers, registry);
        tidyUps.add(stores::close);
        end.whenFailed(stores.failure());
        say("rows go to %s", stores.places());
    }

    /** Where the plan says; somewhere else if that is only the default and another program is there. */
    private Endpoint endpoint() {
        try {
            return HttpEndpoint.open(HttpSettings.local(plan.httpPort()));
        } catch (CommandException e) {
            if (plan.httpPort() != HttpSettings.DEFAULT_PORT) {
                throw e;
            }
            return HttpEndpoint.open(HttpSettings.local(0));
        }
    }

    private StreamsSettings settings(String servers, Map<String, String> schemas, TemporaryFolder folder) {
        Map<String, String> settings =
                new HashMap<>(StreamsSettings.defaults(ApplicationId.of(plan.file(), plan.pipeline())));
        settings.put("bootstrap.servers", servers);
        settings.putAll(schemas);
        settings.put("state.dir", folder.resolve("state").toString());
        settings.put("num.stream.threads", THREADS);
        // With several batches on their way, the second one gets to a partition before the transaction does, every
        // time.
        settings.put("max.in.flight.requests.per.connection", "1");
        return StreamsSettings.of(settings);
    }

    private static String topicToLookAt(Pipeline pipeline) {
        return pipeline.features().isEmpty()
                ? pipeline.streams().get(0).to()
                : pipeline.features().get(0).to();
    }

    private void awaitRunning(StreamsApp app) {
        while (app.state() != KafkaStreams.State.RUNNING) {
            if (end.within(LOOK_AGAIN)) {
                throw new EarlyEnd();
            }
        }
    }

    private void show(DemoMonitor monitor) {
        end.after(plan.duration());
        try (DemoDisplay display = displays.get()) {
            tidyUps.add(display::close);
            do {
                display.show(monitor.snapshot());
            } while (!end.within(display.interval()));
        }
    }

    /** What was sent is still seen through, so that the numbers add up. */
    private void finish(DemoMonitor monitor, DemoProducer producer, Outputs outputs) {
        say("stopping");
        producer.close();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!monitor.caughtUp() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        deadline = System.nanoTime() + STORES_PATIENCE.toNanos();
        while (stores != null && !stores.caughtUp() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        var untilFirstRow =
                outputs.firstRowNanos() == 0 ? Duration.ZERO : Duration.ofNanos(outputs.firstRowNanos() - startNanos);
        var sent = producer.progress();
        PlainLines.summary(monitor.snapshot(), sent, untilFirstRow).forEach(out::println);
        if (stores != null) {
            out.println(stores.summary());
        }
        out.flush();
        if (sent.failed() > 0) {
            throw new CommandException(String.format(
                    Locale.ROOT,
                    "not delivered: %s, the first one: %s",
                    Counted.of(sent.failed(), "event"),
                    producer.firstLoss()));
        }
    }

    /** Says what comes next, unless the end has come. */
    private void step(String text, Object... arguments) {
        if (end.within(Duration.ZERO)) {
            throw new EarlyEnd();
        }
        say(text, arguments);
    }

    private void say(String text, Object... arguments) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        err.printf(Locale.ROOT, "%5.1f s  %s%n", seconds, String.format(Locale.ROOT, text, arguments));
        err.flush();
    }

    /** In the middle of whatever is going on: what follows is the end of the process. */
    private void tidyUp() {
        NeedlessLogs.silence();
        for (int i = tidyUps.size() - 1; i >= 0; i--) {
            try {
                tidyUps.get(i).run();
            } catch (RuntimeException e) {
                err.println(Causes.line(e));
                err.flush();
            }
        }
    }
}
