// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.topics.PipelineTopic;
import dev.penstock.streams.topics.PipelineTopics;
import dev.penstock.streams.topics.TopicCreator;
import dev.penstock.streams.topics.TopicSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import static org.awaitility.Awaitility.await;

/** A small pipeline with topics of its own: one source, one group that counts clicks per user. */
public record ClickPipeline(String name, String servers) {

    private static final int PARTITIONS = 2;

    public String yaml() {
        return yaml("micro-batch", "{n: {count: events}}");
    }

    public String yaml(String engine, String columns) {
        return """
                engine: %2$s
                sources:
                  clicks: {topic: %1$s, partitioned_by: user, timestamp: {field: at, unit: millis}}
                features:
                  user_clicks: {from: clicks, key: user, window: 1m, to: %1$s-rows, columns: %3$s}
                """.formatted(name, engine, columns);
    }

    public Pipeline read() {
        return PipelineReader.read(name + ".yaml", yaml());
    }

    /** What the application is called that runs the {@link #write file}. */
    public String applicationId() {
        return ApplicationId.of(Path.of(name + ".yaml"), read());
    }

    public Path write(Path folder) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), yaml());
    }

    public void createTopics() {
        try (var admin = new KafkaAdmin(new KafkaSettings(Map.of("bootstrap.servers", servers)))) {
            new TopicCreator(admin, new TopicSettings(PARTITIONS, 1, Map.of())).create(PipelineTopics.of(read()));
        }
    }

    public void addPartition() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createPartitions(Map.of(name, NewPartitions.increaseTo(PARTITIONS + 1)))
                    .all()
                    .get();
        }
    }

    /** Sends clicks of one user, a millisecond apart. */
    public void click(String user, int count) {
        List<ProducerRecord<String, String>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String event = "{\"user\":\"%s\",\"at\":%d}".formatted(user, 1_700_000_000_000L + i);
            records.add(new ProducerRecord<>(name, user, event));
        }
        send(records);
    }

    void sendGarbage(String value) {
        send(List.of(new ProducerRecord<>(name, "k", value)));
    }

    private void send(List<ProducerRecord<String, String>> records) {
        Map<String, Object> config = Map.of("bootstrap.servers", servers);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            records.forEach(producer::send);
        }
    }

    /** Waits until the newest row that is committed is of this user and counts so many clicks. */
    public void awaitRow(String user, int clicks) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", servers, "auto.offset.reset", "earliest", "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(partitions(name + "-rows"));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                for (ConsumerRecord<String, String> row : consumer.poll(Duration.ofMillis(100))) {
                    if (row.key().equals(user) && row.value().endsWith("\"n\":" + clicks + "}")) {
                        return true;
                    }
                }
                return false;
            });
        }
    }

    /** Creates a topic of one partition more, and tells its name. */
    public String topic(String suffix) {
        String topic = name + "-" + suffix;
        try (var admin = new KafkaAdmin(new KafkaSettings(Map.of("bootstrap.servers", servers)))) {
            var wanted = new PipelineTopic(topic, PipelineTopic.Role.STREAM, topic, Map.of());
            new TopicCreator(admin, new TopicSettings(1, 1, Map.of())).create(List.of(wanted));
        }
        return topic;
    }

    /** What a {@code read_committed} reader finds in a topic of one partition. */
    List<JsonNode> values(String topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", servers, "auto.offset.reset", "earliest", "isolation.level", "read_committed");
        List<JsonNode> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(json(record.value()));
                }
            }
        }
        return values;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many records of the source's topic a group has committed. */
    public long committed(String group) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return partitions(name).stream()
                    .filter(offsets::containsKey)
                    .mapToLong(partition -> offsets.get(partition).offset())
                    .sum();
        }
    }

    private static List<TopicPartition> partitions(String topic) {
        return List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
    }

    public StreamsSettings settings(Path stateFolder, Map<String, String> more) {
        var all = new HashMap<>(StreamsSettings.defaults("penstock-" + name));
        all.put("bootstrap.servers", servers);
        all.put("state.dir", stateFolder.toString());
        all.put("num.stream.threads", "1");
        all.putAll(more);
        return StreamsSettings.of(all);
    }
}
