// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.cli.support.TextFile;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.producer.generator.TextGenerator;
import dev.penstock.streams.topics.PipelineTopics;
import org.apache.kafka.clients.admin.NewTopic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Penstock with the worked pipeline of sentiment, all of it: texts that come twice are set aside, the others are scored, and
 * the scores summed up by user and minute.
 */
public record ScoringContender(String name, int threads) implements Contender {

    private static final String FILE = "sentiment.yaml";
    private static final double MICROS = 15;
    private static final short ONE_REPLICA = 1;

    @Override
    public Set<String> sources() {
        return Set.of(TextGenerator.TOPIC);
    }

    @Override
    public double expectedMicros() {
        return MICROS;
    }

    @Override
    public String pipeline(String applicationId) {
        try (InputStream in = requireNonNull(ScoringContender.class.getResourceAsStream(FILE), FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that it reads as well. */
    @Override
    public List<NewTopic> topics(String applicationId, int partitions) {
        return PipelineTopics.of(read()).stream()
                .map(topic -> new NewTopic(topic.name(), partitions, ONE_REPLICA).configs(topic.configs()))
                .toList();
    }

    /** Where the texts are with their scores. */
    public String results() {
        return read().streams().stream().map(EventStream::to).findFirst().orElseThrow();
    }

    private Pipeline read() {
        return PipelineReader.read(FILE, pipeline(""));
    }

    @Override
    public RunningContender start(Job job) {
        var file = Path.of(job.pipelineFile());
        var pipeline = PipelineReader.read(file.toString(), TextFile.read(file, "pipeline file"));
        return new RunningPenstock(pipeline, StreamsProperties.ofPenstock(job, threads), job);
    }
}
