// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.SchemaRegistry;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.deadletters.FailedEventHandler;
import dev.penstock.streams.geo.GeoResolver;
import dev.penstock.streams.geo.IanaRegions;
import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.score.Scoring;
import dev.penstock.streams.senders.FieldWatches;
import dev.penstock.streams.source.TopologyParts;
import dev.penstock.streams.state.StoreUpdates;
import dev.penstock.streams.topics.RecordLimit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A whole pipeline in a TopologyTestDriver, at a wall-clock time that stands still. */
public final class TestPipeline implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Scoring scoring;
    private final TopologyTestDriver driver;

    public TestPipeline(String yaml, Path stateDir) {
        this(yaml, stateDir, NOW);
    }

    TestPipeline(String yaml, Path stateDir, Instant now) {
        this(yaml, stateDir, now, new IanaRegions());
    }

    public TestPipeline(String yaml, Path stateDir, Instant now, GeoResolver geo) {
        this(yaml, stateDir, now, geo, SchemaRegistry.NONE);
    }

    /** With events whose schemas are in a registry. */
    public TestPipeline(String yaml, Path stateDir, SchemaRegistry schemas) {
        this(yaml, stateDir, NOW, new IanaRegions(), schemas);
    }

    private TestPipeline(String yaml, Path stateDir, Instant now, GeoResolver geo, SchemaRegistry schemas) {
        var pipeline = PipelineReader.read("test.yaml", yaml);
        var builder = new StreamsBuilder();
        scoring = new Scoring(pipeline, registry);
        PipelineTopology.addTo(builder, pipeline, parts(now, registry, geo, schemas, scoring));
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FailedEventHandler.class);
        config.put(
                FailedEventHandler.ORIGINS_CONFIG,
                new FailedEventHandler.Origins(pipeline, new PipelineMetrics(registry)));
        driver = new TopologyTestDriver(builder.build(), config, now);
    }

    public static TopologyParts parts(Instant now, MeterRegistry registry) {
        return parts(now, registry, new IanaRegions(), SchemaRegistry.NONE, Scoring.NONE);
    }

    private static TopologyParts parts(
            Instant now, MeterRegistry registry, GeoResolver geo, SchemaRegistry schemas, Scoring scoring) {
        return new TopologyParts(
                geo,
                Clock.fixed(now, ZoneOffset.UTC),
                DecodeLimits.DEFAULT,
                schemas,
                TopologyParts.DEFAULT_MAX_RECORD_BYTES,
                topic -> RecordLimit.NONE,
                new PipelineMetrics(registry),
                new StoreUpdates(Clock.fixed(now, ZoneOffset.UTC)),
                new FieldWatches(),
                scoring);
    }

    public void send(String topic, String key, String json) {
        send(topic, new TestRecord<>(key.getBytes(UTF_8), json.getBytes(UTF_8)));
    }

    public void send(String topic, TestRecord<byte[], byte[]> record) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    /** What came to a topic since it was last read. */
    public List<TestRecord<byte[], byte[]>> read(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** The values that came to a topic since it was last read. */
    public List<String> values(String topic) {
        return read(topic).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    public KeyValueStore<byte[], byte[]> store(String name) {
        return driver.getKeyValueStore(name);
    }

    /** Lets wall-clock time pass for what is done without events; the clock of the pipeline still stands still. */
    public void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** A counter of {@link PipelineMetrics}. */
    public double counted(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    /** How many events have a field that can't be used, by {@code source field reason}. */
    Map<String, Double> unusable() {
        return registry.find(PipelineMetrics.UNUSABLE_FIELDS).counters().stream()
                .collect(Collectors.toMap(
                        counter -> "%s %s %s"
                                .formatted(
                                        counter.getId().getTag("source"),
                                        counter.getId().getTag("field"),
                                        counter.getId().getTag("reason")),
                        Counter::count));
    }

    Timer timer(String name, String... tags) {
        return registry.get(name).tags(tags).timer();
    }

    @Override
    public void close() {
        driver.close();
        scoring.close();
    }
}
