// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.penstock.bench.harness.Child;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Json;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workplace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static java.util.stream.Collectors.toMap;

/** Starts a contender in a process of its own, with a folder of its own. */
public final class Launch {

    private final Cluster cluster;
    private final Setup setup;
    private final Contender contender;
    private final String applicationId;
    private final String instance;
    private final Path folder;

    /** @param instance also the name of the process; the application's id where it has one instance only */
    public Launch(Cluster cluster, Setup setup, Contender contender, String applicationId, String instance) {
        this.cluster = cluster;
        this.setup = setup;
        this.contender = contender;
        this.applicationId = applicationId;
        this.instance = instance;
        folder = cluster.place().newFolder(instance);
    }

    /** So that it reads without an end. */
    public Child start(Map<String, String> settings) {
        return start(contender.sources().stream().collect(toMap(topic -> topic, topic -> Long.MAX_VALUE)), settings);
    }

    /**
     * @param events how many there are to process, by topic
     * @param settings more of Kafka's settings, for Penstock
     */
    public Child start(Map<String, Long> events, Map<String, String> settings) {
        var job = new Job(
                cluster.bootstrap(),
                applicationId,
                folder.resolve("state").toString(),
                pipelineFile(),
                events,
                setup.commitMillis(),
                settings);
        return cluster.place().start(contender.command(instance, setup.heap(), jobFile(job)));
    }

    /** Removes the folder; to be called when the process has ended. When the program is being ended all folders go anyway. */
    public void clearAway() {
        if (!cluster.place().isClosed()) {
            Workplace.delete(folder);
        }
    }

    /** Empty for a contender that needs none. */
    private String pipelineFile() {
        String yaml = contender.pipeline(applicationId);
        return yaml.isEmpty() ? "" : write(yaml, "pipeline.yaml");
    }

    private String jobFile(Job job) {
        try {
            return write(Json.LINES.writeValueAsString(job), "job.json");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(String text, String name) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
