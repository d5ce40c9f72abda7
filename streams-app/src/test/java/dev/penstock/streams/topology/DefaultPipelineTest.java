// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.reader.PipelineReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@ValueSource(strings = {"micro-batch", "per-event"})
class DefaultPipelineTest {

    @Parameter
    private String engine;

    private static final long T = TestPipeline.NOW.toEpochMilli();
    private static final String USER = "6f1c9f1e-0d4c-4c3e-8a9e-5d1f0f2b7a10";
    private static final String LOGIN =
            "{\"user_id\":\"%s\",\"app_version\":\"2.3.0\",\"device_type\":\"iphone\",\"ip\":\"193.0.6.139\",\"locale\":\"NL\",\"timestamp\":%d}"
                    .formatted(USER, T / 1000);
    private static final String PURCHASE =
            "{\"event_id\":\"e1\",\"user_id\":\"%s\",\"event_type\":\"purchase\",\"item_id\":\"i1\",\"amount\":19.90,\"timestamp\":%d,\"device\":\"web\",\"region\":\"eu\"}"
                    .formatted(USER, T);

    @TempDir
    private Path folder;

    private String yaml;
    private TestPipeline pipeline;

    @BeforeEach
    void start() throws IOException {
        yaml = "engine: " + engine + "\n" + Files.readString(Path.of("..", "pipelines", "default.yaml"));
        pipeline = new TestPipeline(yaml, folder);
        pipeline.send("user-login", USER, LOGIN);
        pipeline.send("app-events", USER, PURCHASE);
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void shouldWriteToEveryTopicThatItDeclares() {
        var declared = PipelineReader.read("default.yaml", yaml);
        Set<String> outputs = Stream.concat(
                        declared.streams().stream().map(EventStream::to),
                        declared.features().stream().map(FeatureGroup::to))
                .collect(Collectors.toSet());

        assertThat(outputs)
                .allSatisfy(
                        topic -> assertThat(pipeline.values(topic)).as(topic).hasSize(1));
        assertThat(pipeline.values("user-login-dlq")).isEmpty();
        assertThat(pipeline.values("app-events-dlq")).isEmpty();
    }

    @Test
    void shouldEnrichALogin() throws IOException {
        String enriched = pipeline.values("processed-user-login").get(0);

        assertThat(enriched).startsWith(LOGIN.substring(0, LOGIN.length() - 1) + ",");
        JsonNode login = new ObjectMapper().readTree(enriched);
        assertThat(login.get("platform").asText()).isEqualTo("iOS");
        assertThat(login.at("/geo/region").asText()).isEqualTo("europe");
        assertThat(login.get("minor").asInt()).isEqualTo(3);
        assertThat(login.at("/session/index").asInt()).isEqualTo(1);
        assertThat(login.get("event_hour").asInt()).isEqualTo(12);
        assertThat(login.get("processed").asBoolean()).isTrue();
    }

    @Test
    void shouldCountLoginsByTheRegionThatTheStreamFound() {
        var row = pipeline.read("insights-geo").get(0);

        assertThat(new String(row.value(), UTF_8))
                .isEqualTo("{\"geo.region\":\"europe\",\"window_start\":%d,\"window_end\":%d,\"logins\":1}"
                        .formatted(T, T + 60_000));
    }

    @Test
    void shouldMakeAShipmentOfAPurchase() {
        assertThat(pipeline.values("shipments"))
                .containsExactly(
                        "{\"order_id\":\"e1\",\"customer_id\":\"%s\",\"item_id\":\"i1\",\"created_at\":%d,\"status\":\"pending\"}"
                                .formatted(USER, T));
    }
}
