// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.cli.support.registry.RegistryClient;
import dev.penstock.cli.support.registry.RegistrySettings;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.SchemaRegistry;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.producer.command.ProduceCommand;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What {@code produce --format} sends is read as the same events as JSON. */
class ProduceFormatTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVENTS = 200;

    @TempDir
    private Path folder;

    @Test
    void shouldSendTheSameEventsInEveryFormat() throws Exception {
        try (var registry = ApicurioRegistry.start(freePort(), folder);
                var kafka = LocalKafka.start();
                var client = new RegistryClient(
                        RegistrySettings.of(Map.of(RegistrySettings.URL, registry.url()))
                                .orElseThrow(),
                        Optional.empty())) {
            String url = registry.url();
            for (String topic : List.of("app-events", "user-login", "orders")) {
                kafka.createTopic(topic, 1);
            }
            for (String format : List.of("json", "avro", "protobuf")) {
                assertThat(produce(
                                kafka,
                                url,
                                "--count=" + EVENTS,
                                "--seed=7",
                                "--start=2026-11-30T10:00:00Z",
                                "--format=" + format))
                        .isZero();
            }

            List<byte[]> sent = read(kafka, "app-events");
            int each = sent.size() / 3;
            Set<JsonNode> json = events("json", client, sent.subList(0, each));
            assertThat(json).hasSizeGreaterThan(EVENTS / 2);
            assertThat(events("avro", client, sent.subList(each, 2 * each))).isEqualTo(json);
            assertThat(events("protobuf", client, sent.subList(2 * each, 3 * each)))
                    .isEqualTo(json);

            Path schema = Files.writeString(
                    folder.resolve("order.proto"),
                    "syntax = \"proto3\"; message Other {} message Order { string id = 1; double total = 2; }");
            Path orders = Files.writeString(
                    folder.resolve("orders.jsonl"), "{\"id\":\"a\",\"total\":1.25}\n{\"di\":\"b\"}\n");
            assertThat(produce(
                            kafka,
                            url,
                            "--input=" + orders,
                            "--topic=orders",
                            "--key=id",
                            "--format=protobuf",
                            "--schema=" + schema + "#Order"))
                    .isZero();
            List<byte[]> both = read(kafka, "orders");
            assertThat(events("protobuf", client, both.subList(0, 1)))
                    .containsExactly(JSON.readTree("{\"id\":\"a\",\"total\":1.25}"));
            assertThat(new String(both.get(1), UTF_8))
                    .as("what is no event goes as it is")
                    .isEqualTo("{\"di\":\"b\"}");
        }
    }

    private static int produce(LocalKafka kafka, String url, String... options) {
        var all = new ArrayList<>(List.of(options));
        all.add("--bootstrap-server=" + kafka.bootstrapServers());
        if (!all.contains("--format=json")) {
            all.add("--schema-registry-url=" + url);
        }
        return new CommandLine(new ProduceCommand()).execute(all.toArray(String[]::new));
    }

    private static Set<JsonNode> events(String format, SchemaRegistry schemas, List<byte[]> values) throws IOException {
        Pipeline pipeline = PipelineReader.read("test.yaml", """
                sources: {in: {topic: in, format: %s, timestamp: {record: true}}}
                streams: {out: {from: in, to: out}}
                """.formatted(format));
        var decoder = new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT, schemas);
        var events = new HashSet<JsonNode>();
        for (byte[] value : values) {
            var event = (ObjectNode)
                    JSON.readTree(((Event) decoder.decode(value)).fields().json());
            // What isn't there is null in Avro.
            event.properties().removeIf(member -> member.getValue().isNull());
            events.add(event);
        }
        return events;
    }

    private static List<byte[]> read(LocalKafka kafka, String topic) {
        var values = new ArrayList<byte[]>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var all = List.of(new TopicPartition(topic, 0));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            long end = consumer.endOffsets(all).get(all.get(0));
            while (consumer.position(all.get(0)) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
