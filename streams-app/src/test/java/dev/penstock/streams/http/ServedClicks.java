// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.app.StreamsApp;
import dev.penstock.streams.app.StreamsSettings;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.geo.IanaRegions;
import dev.penstock.streams.http.server.HttpSettings;
import dev.penstock.streams.metrics.InstanceMeters;
import dev.penstock.streams.topics.PipelineTopics;
import dev.penstock.streams.topics.TopicCreator;
import dev.penstock.streams.topics.TopicSettings;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.awaitility.Awaitility.await;

/**
 * A small pipeline with topics of its own, and instances of it that can be asked: clicks with a user, an item and an
 * amount; one group keyed as the source is partitioned, one otherwise, and one over all.
 */
record ServedClicks(String name, String servers, String engine) {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final int PARTITIONS = 4;

    /** Start of a window, and a time that all events of the tests are near. */
    static final long TIME = 1_700_000_040_000L;

    static final long MINUTE = 60_000;

    Pipeline read() {
        return PipelineReader.read(name + ".yaml", """
                engine: %2$s
                sources:
                  clicks: {topic: %1$s, partitioned_by: user, timestamp: {field: at, unit: millis}}
                features:
                  users:
                    from: clicks
                    key: user
                    window: 1m
                    grace: 1h
                    to: %1$s-users
                    columns:
                      clicks: {count: events}
                      buys: {count: events, where: {type: buy}}
                      spend: {sum: amount}
                      share: {ratio: [buys, clicks]}
                      items: {distinct: item}
                      last_item: {last: item}
                  items: {from: clicks, key: item, window: 1m, grace: 1h, to: %1$s-items, columns: {clicks: {count: events}, spend: {sum: amount}}}
                  traffic: {from: clicks, key: all, window: 1m, grace: 1h, to: %1$s-traffic, columns: {clicks: {count: events}, users: {distinct: user}}}
                """.formatted(name, engine));
    }

    void createTopics() {
        try (var admin = new KafkaAdmin(new KafkaSettings(Map.of("bootstrap.servers", servers)))) {
            new TopicCreator(admin, new TopicSettings(PARTITIONS, 1, Map.of())).create(PipelineTopics.of(read()));
        }
    }

    /** An instance that runs, at a free port. */
    Served start(Path folder, Map<String, String> more) {
        return start(folder, more, HttpSettings.local(0));
    }

    Served start(Path folder, Map<String, String> more, HttpSettings http) {
        var settings = new HashMap<>(StreamsSettings.defaults("penstock-" + name));
        settings.put("bootstrap.servers", servers);
        settings.put("state.dir", folder.toString());
        settings.put("num.stream.threads", "1");
        settings.putAll(more);
        var endpoint = HttpEndpoint.open(http);
        var app = new StreamsApp(
                read(), StreamsSettings.of(settings), new IanaRegions(), InstanceMeters.newRegistry(), endpoint);
        app.start();
        return new Served(app, endpoint, new HttpProbe(endpoint.url()));
    }

    /** An instance, and a way to ask it. */
    record Served(StreamsApp app, Endpoint endpoint, HttpProbe http) implements AutoCloseable {

        Served awaitRunning() {
            await().atMost(PATIENCE).until(() -> app.state() == KafkaStreams.State.RUNNING);
            return this;
        }

        @Override
        public void close() {
            app.close();
        }
    }

    /** Sends a click, with the user as the record key. */
    void click(String user, String item, String amount, long at, String type) {
        send(List.of(event(user, item, amount, at, type)));
    }

    Map<String, Object> event(String user, String item, String amount, long at, String type) {
        return Map.of("user", user, "item", item, "amount", new java.math.BigDecimal(amount), "at", at, "type", type);
    }

    void send(List<Map<String, Object>> events) {
        Map<String, Object> config = Map.of("bootstrap.servers", servers);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            events.forEach(event -> producer.send(new ProducerRecord<>(name, (String) event.get("user"), json(event))));
        }
    }

    /** Sends what may be no click; null is a record without a value. */
    void sendText(String user, String value) {
        Map<String, Object> config = Map.of("bootstrap.servers", servers);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(name, user, value));
        }
    }

    /** Sends a click into a partition that Kafka's producers would not choose. */
    void sendTo(int partition, Map<String, Object> event) {
        Map<String, Object> config = Map.of("bootstrap.servers", servers);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(name, partition, (String) event.get("user"), json(event)));
        }
    }

    private static String json(Map<String, Object> event) {
        try {
            return new ObjectMapper().writeValueAsString(event);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
