// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.penstock.bench.harness.Child;
import dev.penstock.bench.harness.Json;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workplace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Starts a contender in a process of its own, with a folder of its own. */
public final class Launch {

    private final Workplace place;
    private final Contender contender;
    private final String applicationId;
    private final String instance;
    private final Path folder;

    public Launch(Workplace place, Contender contender, String applicationId) {
        this(place, contender, applicationId, applicationId);
    }

    /** @param instance a name of its own, where the application has several */
    public Launch(Workplace place, Contender contender, String applicationId, String instance) {
        this.place = place;
        this.contender = contender;
        this.applicationId = applicationId;
        this.instance = instance;
        folder = place.newFolder(instance);
    }

    /** @param events how many there are to process, by topic */
    public Child start(String bootstrap, Setup setup, Map<String, Long> events) {
        return start(bootstrap, setup, events, Map.of());
    }

    /** @param settings more of Kafka's settings, for Penstock */
    public Child start(String bootstrap, Setup setup, Map<String, Long> events, Map<String, String> settings) {
        var job = new Job(
                bootstrap,
                applicationId,
                folder.resolve("state").toString(),
                pipelineFile(),
                events,
                setup.commitMillis(),
                settings);
        return place.start(contender.command(instance, setup.heap(), jobFile(job)));
    }

    /** Removes the folder; to be called when the process has ended. */
    public void clearAway() {
        Workplace.delete(folder);
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
