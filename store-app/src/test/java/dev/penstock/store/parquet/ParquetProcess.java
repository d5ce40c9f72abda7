// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Store;
import dev.penstock.store.TestPipelines;
import dev.penstock.store.app.StoreApp;
import dev.penstock.store.app.StoreMeters;
import dev.penstock.streams.client.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process that writes the rows of a topic to files, and can be killed. */
final class ParquetProcess {

    static final String TOPIC = "clicks-rows";

    private ParquetProcess() {}

    static Process start(String servers, Path folder, Path log) throws IOException {
        return start(List.of(), servers, folder, log);
    }

    /** @param before the command of the process stands what runs it */
    static Process start(List<String> before, String servers, Path folder, Path log) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ParquetProcess.class.getName(),
                servers,
                folder.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Returns when standard input ends, after everything was written. */
    public static void main(String[] args) throws IOException {
        Pipeline pipeline = pipeline(args[1]);
        var meters = new StoreMeters(new SimpleMeterRegistry(), "offline");
        var settings = new KafkaSettings(Map.of(
                "bootstrap.servers",
                args[0],
                "session.timeout.ms",
                "6000",
                "heartbeat.interval.ms",
                "200",
                "max.poll.records",
                "50"));
        var store = new ParquetStore(pipeline, (Store.Parquet) pipeline.stores().get(0), meters);
        try (var app = new StoreApp(
                "killed", settings, List.of(new StoreApp.Target("offline", List.of(TOPIC), store, meters)))) {
            int next = System.in.read();
            while (next >= 0 && !app.progress().isEmpty()) {
                next = System.in.read();
            }
        }
    }

    /** With windows of which some end on the next day. */
    private static Pipeline pipeline(String folder) {
        return TestPipelines.read("""
                features:
                  clicks: {from: s, key: user, window: 1m, to: clicks-rows, columns: {n: {count: events}}}
                stores:
                  offline: {parquet: "%s", roll: 20ms}
                """.formatted(folder));
    }
}
