// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.cli.support.TextFile;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.producer.generator.TextGenerator;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Penstock with a stream of texts, one thread.
 *
 * @param enrich what is done to a text, as the pipeline file has it; empty if it only passes
 */
record TextsContender(String name, String enrich, double expectedMicros) implements OfTexts {

    private static final int THREADS = 1;

    private static final String YAML = """
            sources:
              requests:
                topic: %s
                partitioned_by: metadata.user_id
                timestamp: {field: timestamp, unit: millis}
            streams:
              scored: {from: requests, %sto: %s}
            """;

    @Override
    public String pipeline(String applicationId) {
        return String.format(
                Locale.ROOT,
                YAML,
                TextGenerator.TOPIC,
                enrich.isEmpty() ? "" : "enrich: {" + enrich + "}, ",
                textTopic(applicationId).orElseThrow());
    }

    @Override
    public RunningContender start(Job job) {
        var file = Path.of(job.pipelineFile());
        var pipeline = PipelineReader.read(file.toString(), TextFile.read(file, "pipeline file"));
        return new RunningPenstock(pipeline, StreamsProperties.ofPenstock(job, THREADS), job);
    }
}
