// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.contender.Instances;
import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Child;
import dev.penstock.bench.harness.ChildCommand;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.ProcessFigures;
import dev.penstock.bench.harness.Sample;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Waiting;
import dev.penstock.bench.harness.Workplace;
import org.apache.kafka.streams.StreamsConfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Instances of one application as {@code penstock streams} runs them, each with a port of its own for HTTP. They compute
 * user activity. Used by one thread, but for {@link #uri}, which any thread may ask.
 */
final class ServedInstances extends Instances {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration STATS_WITHIN = Duration.ofSeconds(20);
    private static final int LOOK_EVERY_MILLIS = 100;

    private final int threads;
    private final HttpAsker asker = new HttpAsker(1);
    private final Map<Integer, Integer> ports = new ConcurrentHashMap<>();
    private final Path folder;

    /**
     * @param applicationId of nobody else
     * @param threads of each
     * @param standbys of each store
     */
    ServedInstances(Cluster cluster, Setup setup, String applicationId, int threads, int standbys) {
        super(cluster, setup, Contenders.named(Contenders.MICRO_BATCH_1), applicationId);
        this.threads = threads;
        folder = cluster.place().newFolder(applicationId);
        write("pipeline.yaml", contender().pipeline(applicationId));
        write(
                "kafka.properties",
                String.format(
                        Locale.ROOT,
                        "%s=%d%n%s=%d%n",
                        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                        setup.commitMillis(),
                        StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                        standbys));
    }

    /** Starts one, or starts it again, with the folder and the port that it had. */
    void start(int number) {
        int port = ports.computeIfAbsent(number, any -> freePort());
        var arguments = List.of(
                "--pipeline", folder.resolve("pipeline.yaml").toString(),
                "--config", folder.resolve("kafka.properties").toString(),
                "--bootstrap-server", cluster().bootstrap(),
                "--application-id", applicationId(),
                "--state-dir", folder.resolve("state-" + number).toString(),
                "--threads", String.valueOf(threads),
                "--http-port", String.valueOf(port));
        children()
                .put(
                        number,
                        cluster()
                                .place()
                                .start(new ChildCommand(
                                        applicationId() + "-instance-" + number,
                                        StreamsMain.class,
                                        setup().heap(),
                                        arguments)));
    }

    URI uri(int number, String path) {
        return URI.create("http://127.0.0.1:" + ports.get(number) + path);
    }

    /** Waits until each has partitions and says that it can be asked. */
    void awaitReady() {
        awaitAnswers();
        cluster().awaitMembers(applicationId(), children().size() * threads);
        awaitAnswers();
    }

    /** Waits until each says that it can be asked. */
    void awaitAnswers() {
        children().keySet().forEach(number -> await(number, "/health/ready"));
    }

    /** Waits until one takes requests, which is before it has partitions. */
    void awaitListening(int number) {
        await(number, "/health/live");
    }

    private void await(int number, String path) {
        if (!Waiting.until(() -> ask(number, path).answered(), READY_WITHIN, LOOK_EVERY_MILLIS)) {
            throw children().get(number).stalled(READY_WITHIN);
        }
    }

    /** Whatever the answer, as long as it lives. */
    private Reply ask(int number, String path) {
        Reply reply = asker.askNow(uri(number, path));
        if (!reply.answered()) {
            requireAlive(number);
        }
        return reply;
    }

    private void requireAlive(int number) {
        Child child = children().get(number);
        if (!child.isAlive()) {
            throw new BenchException(applicationId() + " has ended" + child.lastWords());
        }
    }

    /** What one has done so far, as it says itself. */
    Sample now(int number) {
        JsonNode stats = stats(number, "/api/stats?instance=self");
        long events = 0;
        for (JsonNode source : stats.path("total").path("events")) {
            events += source.asLong();
        }
        return new Sample(System.nanoTime(), children().get(number).cpuNanos(), ProcessFigures.UNKNOWN, events);
    }

    /** Whether all have told one of them what is left to read, and it is nothing. */
    boolean areIdle(int number) {
        JsonNode stats = stats(number, "/api/stats");
        return stats.path("complete").asBoolean()
                && stats.path("total").path("lag").asLong(-1) == 0;
    }

    private JsonNode stats(int number, String path) {
        var reply = new AtomicReference<>(Reply.NO_ANSWER);
        Waiting.until(
                () -> {
                    reply.set(ask(number, path));
                    return reply.get().answered();
                },
                STATS_WITHIN,
                LOOK_EVERY_MILLIS);
        if (!reply.get().answered()) {
            throw new BenchException(String.format(
                    Locale.ROOT,
                    "%s: %s%s",
                    path,
                    reply.get().outcome(),
                    children().get(number).lastWords()));
        }
        try {
            return reply.get().json();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void deleteFolders() {
        Workplace.delete(folder);
    }
}
