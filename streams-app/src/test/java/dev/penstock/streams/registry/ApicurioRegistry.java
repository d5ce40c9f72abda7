// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A real schema registry, in a process of its own, with its schemas in memory. */
final class ApicurioRegistry implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String JAR = "apicurio-registry-app-3.0.9-runner.jar";

    private final Process process;
    private final String url;

    private ApicurioRegistry(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Skips the test where it isn't installed. */
    static ApicurioRegistry start(int port, Path folder) throws IOException {
        Path jar = Path.of(System.getenv()
                        .getOrDefault(
                                "PENSTOCK_REGISTRY",
                                System.getProperty("user.home") + "/.cache/penstock/apicurio-registry-3.0.9"))
                .resolve(JAR);
        assumeTrue(
                Files.exists(jar), "there is no schema registry at " + jar + "; scripts/install-registry installs one");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        jar.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start();
        var registry = new ApicurioRegistry(process, urlAt(port));
        await().atMost(Duration.ofMinutes(2)).until(registry::answers);
        return registry;
    }

    static String urlAt(int port) {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    private boolean answers() throws InterruptedException {
        assertThat(process.isAlive()).isTrue();
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(URI.create(url + "/subjects"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return url;
    }

    /** Registers a schema and returns its id. */
    int register(String subject, ObjectNode schema) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(schema.toString()))
                .build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).get("id").asInt();
    }

    static ObjectNode avro(String schema) {
        return JSON.createObjectNode().put("schema", schema).put("schemaType", "AVRO");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
