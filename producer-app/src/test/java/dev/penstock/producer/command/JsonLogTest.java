// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.kafka.LocalKafka;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class JsonLogTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static LocalKafka kafka;

    @TempDir
    Path folder;

    @BeforeAll
    static void startKafka() {
        kafka = LocalKafka.start();
        kafka.createTopic("logged", 1);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void shouldWriteEveryLineAsJson() throws Exception {
        Path input = Files.writeString(folder.resolve("input"), "{\"id\":\"a\"}\n{\"id\":\"b\"}\n");

        try (var process = start("--input=" + input, "--topic=logged", "--key=id")) {
            assertThat(process.exitCode()).isZero();

            assertThat(lines(process))
                    .singleElement()
                    .satisfies(line -> assertThat(line.path("message").asText())
                            .startsWith("2 events delivered in ")
                            .contains("; logged: 2 events sent")
                            .contains("; latency: "));
        }
    }

    @Test
    void shouldSayAsJsonWhyItFailed() throws Exception {
        try (var process = start("--input=/no/such/file", "--topic=logged", "--key=id")) {
            assertThat(process.exitCode()).isEqualTo(1);

            assertThat(lines(process)).singleElement().satisfies(line -> {
                assertThat(line.path("log.level").asText()).isEqualTo("ERROR");
                assertThat(line.path("message").asText()).contains("--input /no/such/file can't be read");
            });
        }
    }

    private MainProcess start(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--bootstrap-server=" + kafka.bootstrapServers());
        all.add("--log=json");
        return MainProcess.start(folder, all.toArray(String[]::new));
    }

    private static List<JsonNode> lines(MainProcess process) {
        return process.err().lines().map(JsonLogTest::event).toList();
    }

    private static JsonNode event(String line) {
        try {
            JsonNode event = JSON.readTree(line);
            assertThat(event.fieldNames())
                    .toIterable()
                    .contains("@timestamp", "log.level", "log.logger", "message", "service.name");
            return event;
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + line, e);
        }
    }
}
