// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.http;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Store;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.store.TestPipelines;
import dev.penstock.store.app.StoreApp;
import dev.penstock.store.app.StoreMeters;
import dev.penstock.store.parquet.ParquetStore;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.http.Endpoint;
import dev.penstock.streams.http.HttpEndpoint;
import dev.penstock.streams.http.server.HttpSettings;
import dev.penstock.streams.metrics.InstanceMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class StoreRoutesTest {

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (penstock_store_\\w+) (\\w+)$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(penstock_store_\\w+)` \\| (\\w+) ");
    private static final Pattern ASKED = Pattern.compile("[^:_a-z](penstock_store_[a-z_]+)");

    @TempDir
    private static Path folder;

    private static LocalKafka kafka;
    private static Endpoint endpoint;
    private static StoreApp app;

    /** With a row, a record that is none, and a value that does not fit. */
    @BeforeAll
    static void start() {
        kafka = LocalKafka.start();
        kafka.createTopic("rows", 1);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(
                    "rows", "ann", "{\"user\":\"ann\",\"window_start\":0,\"window_end\":60000,\"n\":\"many\"}"));
            producer.send(new ProducerRecord<>("rows", "ann", "no JSON"));
        }
        Pipeline pipeline = TestPipelines.read("""
                features:
                  clicks: {from: s, key: user, window: 1m, to: rows, columns: {n: {count: events}}}
                stores:
                  offline: {parquet: "%s", roll: 100ms}
                """.formatted(folder.resolve("files")));
        MeterRegistry registry = InstanceMeters.newRegistry();
        var meters = new StoreMeters(registry, "offline");
        // Only online stores count these.
        meters.older("clicks", 0);
        endpoint = HttpEndpoint.open(HttpSettings.local(0));
        app = new StoreApp(
                "routes",
                new KafkaSettings(Map.of("bootstrap.servers", kafka.bootstrapServers())),
                List.of(new StoreApp.Target(
                        "offline",
                        List.of("rows"),
                        new ParquetStore(
                                pipeline, (Store.Parquet) pipeline.stores().get(0), meters),
                        meters)));
        endpoint.serve(StoreRoutes.of(app, registry), registry);
    }

    @AfterAll
    static void stop() {
        app.close();
        endpoint.close();
        kafka.close();
    }

    private static HttpResponse<String> get(String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(endpoint.url() + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String scraped() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/metrics")
                        .body()
                        .contains("penstock_store_rows_total{group=\"clicks\",store=\"offline\"} 1.0"));
        return get("/metrics").body();
    }

    @Test
    void shouldTellHowItsStoresAre() {
        scraped();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> get("/health/ready").body().contains("\"lag\":0"));
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health/live").body())
                .isEqualTo("{\"status\":\"ready\",\"live\":true,\"ready\":true,"
                        + "\"stores\":{\"offline\":{\"rows\":1,\"older\":0,\"lag\":0,\"failing\":false}}}");
    }

    @Test
    void shouldHaveItsMetricsOnThePageWithTheirTypes() throws IOException {
        assertThat(types(ROW, Files.readString(Path.of("..", "docs", "stores.md"))))
                .isNotEmpty()
                .isEqualTo(types(TYPE, scraped()));
    }

    private static Map<String, String> types(Pattern pattern, String text) {
        Map<String, String> types = new TreeMap<>();
        pattern.matcher(text).results().forEach(found -> types.put(found.group(1), found.group(2)));
        return types;
    }

    @Test
    void shouldHaveWhatRulesAskFor() throws IOException {
        String rules = Files.readString(Path.of("..", "deploy", "monitoring", "prometheus", "rules", "penstock.yml"));
        List<String> asked = ASKED.matcher(rules)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();
        assertThat(asked).hasSizeGreaterThan(3);
        assertThat(types(TYPE, scraped()).keySet()).containsAll(asked);
    }
}
