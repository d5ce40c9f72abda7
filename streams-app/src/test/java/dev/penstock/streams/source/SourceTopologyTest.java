// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.source;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.runs.EventRecord;
import dev.penstock.streams.runs.RunBufferPool;
import dev.penstock.streams.runs.RunSplitter;
import dev.penstock.streams.senders.FieldWatch;
import dev.penstock.streams.topology.TestPipeline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SourceTopologyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final long TIME = NOW.toEpochMilli();
    private static final String PIPELINE = """
            sources:
              clicks: {topic: clicks, partitioned_by: user, timestamp: {field: at, unit: millis}}
            features:
              activity:
                from: clicks
                key: user
                window: 1m
                to: activity
                columns:
                  spend: {sum: amount}
            """;

    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> input;
    private TestOutputTopic<byte[], byte[]> events;
    private TestOutputTopic<byte[], byte[]> deadLetters;

    @BeforeEach
    void start() {
        start(PIPELINE);
    }

    private void restart(String timestamp) {
        driver.close();
        start(PIPELINE.replace("{field: at, unit: millis}", timestamp));
    }

    private void start(String yaml) {
        Pipeline pipeline = PipelineReader.read("test.yaml", yaml);
        Source source = pipeline.sources().get(0);
        var builder = new StreamsBuilder();
        var decoder = new EventDecoder(pipeline, source, DecodeLimits.DEFAULT);
        TopologyParts parts = TestPipeline.parts(NOW, new SimpleMeterRegistry());
        var fields = new FieldWatch(pipeline, source, decoder, parts.metrics(), parts.clock());
        SourceTopology.byRun(builder, source, StateOrigin.of(pipeline, source), decoder, fields, parts, false)
                .process(RunSplitter::new, Named.as("each"))
                .mapValues(EventRecord::raw, Named.as("raw"))
                .to(
                        "events",
                        Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("events"));
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "source-topology-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        driver = new TopologyTestDriver(builder.build(), config);
        input = driver.createInputTopic("clicks", new ByteArraySerializer(), new ByteArraySerializer());
        events = output("events");
        deadLetters = output("clicks-dlq");
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldPassEventsOnWithTheirOwnTime() {
        send("ann", event("ann", TIME - 5000, "1.50"));

        var record = events.readRecord();
        assertThat(record.timestamp()).isEqualTo(TIME - 5000);
        assertThat(new String(record.value(), UTF_8)).isEqualTo(event("ann", TIME - 5000, "1.50"));
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @Test
    void shouldTakeTheTimeOfTheRecordForThatOfTheEventWhereTheSourceSaysSo() {
        restart("{record: true}");
        input.pipeInput(new TestRecord<>(
                "ann".getBytes(UTF_8), "{\"user\":\"ann\"}".getBytes(UTF_8), Instant.ofEpochMilli(TIME - 7000)));
        input.pipeInput(
                new TestRecord<>("ann".getBytes(UTF_8), "{\"user\":\"ann\"}".getBytes(UTF_8), NOW.plusSeconds(3601)));

        assertThat(events.readRecord().timestamp()).isEqualTo(TIME - 7000);
        assertThat(text(deadLetters.readRecord(), "__streams.errors.message")).startsWith("timestamp_in_future: ");
    }

    @Test
    void shouldTakeTheTimeFromAHeaderWhereTheSourceSaysSo() {
        restart("{header: ce_time, unit: iso8601}");
        for (String time : new String[] {"2026-01-01T11:59:00+00:00", "yesterday", ""}) {
            var headers = new RecordHeaders();
            if (!time.isEmpty()) {
                headers.add("ce_time", "never".getBytes(UTF_8)).add("ce_time", time.getBytes(UTF_8));
            }
            input.pipeInput(
                    new TestRecord<>("ann".getBytes(UTF_8), "{\"user\":\"ann\"}".getBytes(UTF_8), headers, 1234L));
        }

        assertThat(events.readRecord().timestamp()).isEqualTo(TIME - 60_000);
        assertThat(text(deadLetters.readRecord(), "__streams.errors.message"))
                .isEqualTo("timestamp_invalid: the header 'ce_time' is the text 'yesterday', expected a time in iso8601"
                        + " between 1970 and 9999: expected a date such as 2015-05-17, found 'yesterday'");
        assertThat(text(deadLetters.readRecord(), "__streams.errors.message"))
                .isEqualTo("timestamp_missing: no header 'ce_time'");
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("ann", "{\"user\":\"ann\",\"at\":", "not_json"),
                Arguments.of("ann", "[1]", "not_an_object"),
                Arguments.of("ann", "{\"at\":" + TIME + "}", "key_missing"),
                Arguments.of("ann", "{\"user\":[],\"at\":" + TIME + "}", "key_wrong_type"),
                Arguments.of("bob", event("ann", TIME, "1"), "key_mismatch"),
                Arguments.of(null, event("ann", TIME, "1"), "key_mismatch"),
                Arguments.of("ann", "{\"user\":\"ann\"}", "timestamp_missing"),
                Arguments.of("ann", "{\"user\":\"ann\",\"at\":\"today\"}", "timestamp_invalid"),
                Arguments.of("ann", event("ann", TIME + 1_800_001, "1"), "timestamp_in_future"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void shouldSendWhatIsNoEventToTheDeadLettersAsItCame(String key, String value, String reason) {
        byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
        var headers = new RecordHeaders().add("trace", new byte[] {0, -1});
        send("ann", event("ann", TIME, "1"));
        input.pipeInput(new TestRecord<>(keyBytes, value.getBytes(UTF_8), headers, 1234L));

        var letter = deadLetters.readRecord();
        assertThat(letter.key()).isEqualTo(keyBytes);
        assertThat(letter.value()).isEqualTo(value.getBytes(UTF_8));
        assertThat(letter.timestamp()).isEqualTo(1234L);
        assertThat(letter.headers().toArray()[0]).isEqualTo(headers.toArray()[0]);
        assertThat(text(letter, "__streams.errors.message")).startsWith(reason + ": ");
        assertThat(text(letter, "__streams.errors.topic")).isEqualTo("clicks");
        assertThat(text(letter, "__streams.errors.partition")).isEqualTo("0");
        assertThat(text(letter, "__streams.errors.offset")).isEqualTo("1");
        assertThat(events.readValuesToList()).hasSize(1);
    }

    @Test
    void shouldSkipRecordsWithoutAValue() {
        input.pipeInput(new TestRecord<>("ann".getBytes(UTF_8), (byte[]) null));
        send("ann", event("ann", TIME, "1"));

        assertThat(events.readValuesToList()).hasSize(1);
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @Test
    void shouldGiveABadEventTheTimeOfItsPartition() {
        var pipeline = PipelineReader.read("test.yaml", PIPELINE);
        var source = pipeline.sources().get(0);
        var decoder = new EventDecoder(pipeline, source, DecodeLimits.DEFAULT);
        var extractor = new EventTimeExtractor(
                source, decoder, Clock.fixed(NOW, ZoneOffset.UTC), new PipelineMetrics(new SimpleMeterRegistry()));
        var deserializer = new EventDeserializer(new RunBufferPool(decoder));
        byte[] key = "bob".getBytes(UTF_8);
        Object value =
                deserializer.deserialize("clicks", event("ann", TIME, "1").getBytes(UTF_8));

        assertThat(extractor.extract(new ConsumerRecord<>("clicks", 0, 0L, key, value), TIME - 1000))
                .isEqualTo(TIME - 1000);
    }

    private TestOutputTopic<byte[], byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void send(String key, String value) {
        input.pipeInput(key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private static String event(String user, long time, String amount) {
        return "{\"user\":\"" + user + "\",\"at\":" + time + ",\"amount\":" + amount + "}";
    }

    private static String text(TestRecord<byte[], byte[]> record, String header) {
        Header last = record.headers().lastHeader(header);
        return new String(last.value(), StandardCharsets.UTF_8);
    }
}
