// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.contender.PipelineContender;
import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Child;
import dev.penstock.bench.harness.ChildCommand;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Pause;
import dev.penstock.bench.harness.ProcessFigures;
import dev.penstock.bench.harness.Sample;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.bench.truth.Slice;
import dev.penstock.bench.truth.TopicReader;
import org.apache.kafka.common.TopicPartition;
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
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Instances of one application as {@code penstock streams} runs them, each with a port of its own for HTTP. They compute
 * user activity. Used by one thread, but for {@link #uri}, which any thread may ask.
 */
final class ServedInstances implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration STATS_WITHIN = Duration.ofSeconds(20);
    private static final int LOOK_EVERY_MILLIS = 100;

    private static final long MARGIN_MILLIS = 500;
    private static final Contender CONTENDER = Contenders.named(Contenders.MICRO_BATCH_1);

    private final Workplace place;
    private final Cluster cluster;
    private final String bootstrap;
    private final Setup setup;
    private final String applicationId;
    private final int threads;
    private final HttpAsker asker = new HttpAsker(1);
    private final Map<Integer, Integer> ports = new ConcurrentHashMap<>();
    private final Map<Integer, Child> children = new TreeMap<>();
    private final Path folder;

    /**
     * @param applicationId of nobody else
     * @param threads of each
     * @param standbys of each store
     */
    ServedInstances(Setting setting, String applicationId, int threads, int standbys) {
        place = setting.place();
        cluster = setting.cluster();
        bootstrap = setting.bootstrap();
        setup = setting.setup();
        this.applicationId = applicationId;
        this.threads = threads;
        folder = place.newFolder(applicationId);
        write("pipeline.yaml", CONTENDER.pipeline(applicationId));
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

    /** Where applications run. */
    record Setting(Workplace place, Cluster cluster, String bootstrap, Setup setup) {}

    /** Creates what they write to and lets them begin where the topics begin. */
    void prepare() {
        cluster.create(CONTENDER.topics(applicationId, Workload.PARTITIONS));
        Map<TopicPartition, Long> ends = new TopicReader(bootstrap).ends(CONTENDER.sources());
        cluster.beginAt(applicationId, Slice.last(1, ends), CONTENDER.sources());
    }

    /** The topic of the rows of user activity. */
    String rows() {
        return CONTENDER.rowTopics(applicationId).get(PipelineContender.USER_ACTIVITY);
    }

    /** Starts one, or starts it again, with the folder and the port that it had. */
    void start(int number) {
        int port = ports.computeIfAbsent(number, any -> freePort());
        var arguments = List.of(
                "--pipeline", folder.resolve("pipeline.yaml").toString(),
                "--config", folder.resolve("kafka.properties").toString(),
                "--bootstrap-server", bootstrap,
                "--application-id", applicationId,
                "--state-dir", folder.resolve("state-" + number).toString(),
                "--threads", String.valueOf(threads),
                "--http-port", String.valueOf(port));
        children.put(
                number,
                place.start(new ChildCommand(
                        applicationId + "-instance-" + number, StreamsMain.class, setup.heap(), arguments)));
    }

    /** Ends one as a crash would. */
    void kill(int number) {
        Child child = children.remove(number);
        child.kill();
        place.end(child);
    }

    URI uri(int number, String path) {
        return URI.create("http://127.0.0.1:" + ports.get(number) + path);
    }

    /** Waits until each has partitions and says that it can be asked. */
    void awaitReady() {
        awaitAnswers();
        cluster.awaitMembers(applicationId, children.size() * threads);
        awaitAnswers();
    }

    /** Waits until each says that it can be asked. */
    void awaitAnswers() {
        children.keySet().forEach(number -> await(number, "/health/ready"));
    }

    /** Waits until one takes requests, which is before it has partitions. */
    void awaitListening(int number) {
        await(number, "/health/live");
    }

    private void await(int number, String path) {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!asker.askNow(uri(number, path)).answered()) {
            requireAlive(number);
            if (System.nanoTime() > deadline) {
                throw children.get(number).stalled(READY_WITHIN);
            }
            Pause.millis(LOOK_EVERY_MILLIS);
        }
    }

    private void requireAlive(int number) {
        Child child = children.get(number);
        if (!child.isAlive()) {
            throw new BenchException(applicationId + " has ended" + child.lastWords());
        }
    }

    /** What one has done so far, as it says itself. */
    Sample now(int number) {
        JsonNode stats = stats(number, "/api/stats?instance=self");
        long events = 0;
        for (JsonNode source : stats.path("total").path("events")) {
            events += source.asLong();
        }
        return new Sample(System.nanoTime(), children.get(number).cpuNanos(), ProcessFigures.UNKNOWN, events);
    }

    /** Whether all have told one of them what is left to read, and it is nothing. */
    boolean areIdle(int number) {
        JsonNode stats = stats(number, "/api/stats");
        return stats.path("complete").asBoolean()
                && stats.path("total").path("lag").asLong(-1) == 0;
    }

    private JsonNode stats(int number, String path) {
        Reply reply = asker.askNow(uri(number, path));
        long deadline = System.nanoTime() + STATS_WITHIN.toNanos();
        while (!reply.answered()) {
            requireAlive(number);
            if (System.nanoTime() > deadline) {
                throw new BenchException(String.format(
                        Locale.ROOT,
                        "%s: %s%s",
                        path,
                        reply.outcome(),
                        children.get(number).lastWords()));
            }
            Pause.millis(LOOK_EVERY_MILLIS);
            reply = asker.askNow(uri(number, path));
        }
        try {
            return reply.json();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the commit of what was processed. */
    void awaitCommit() {
        Pause.millis(2 * setup.commitMillis() + MARGIN_MILLIS);
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

    /** Ends them and removes what they have left behind. */
    @Override
    public void close() {
        children.values().forEach(place::end);
        // When the program is being ended the broker may be gone already, and all folders go anyway.
        if (!place.isClosed()) {
            cluster.delete(applicationId + "-");
            Workplace.delete(folder);
        }
    }
}
