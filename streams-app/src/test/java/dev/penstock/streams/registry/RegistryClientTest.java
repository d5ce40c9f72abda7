// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.registry;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.registry.RegistryClient;
import dev.penstock.cli.support.registry.RegistrySettings;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.SchemaId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What is asked of a real schema registry, and what happens while there is none. */
class RegistryClientTest {

    private static final String PLAIN =
            "{\"type\":\"record\",\"name\":\"Plain\",\"fields\":[{\"name\":\"a\",\"type\":\"long\"}]}";

    @TempDir
    private Path folder;

    @Test
    void shouldWaitForTheRegistryAndFindItsSchemas() throws Exception {
        int port = freePort();
        try (var client = client(ApicurioRegistry.urlAt(port), Optional.empty())) {
            CompletableFuture<Optional<RegisteredSchema>> early =
                    CompletableFuture.supplyAsync(() -> client.find(new SchemaId.Number(1)));
            await().until(() -> client.waiting() == 1);

            try (var registry = ApicurioRegistry.start(port, folder)) {
                early.join();
                assertThat(client.waiting()).isZero();

                int plain = registry.register("plain-value", ApicurioRegistry.avro(PLAIN));
                assertThat(client.find(new SchemaId.Number(plain)))
                        .contains(new RegisteredSchema("AVRO", PLAIN, Map.of()));
                assertThat(client.find(new SchemaId.Number(999_999))).isEmpty();
                assertThat(client.find(new SchemaId.Global(plain)))
                        .contains(new RegisteredSchema("AVRO", PLAIN, Map.of()));
                assertThat(client.find(new SchemaId.Global(999_999))).isEmpty();
                assertThat(client.find(new SchemaId.Newest("plain-value")))
                        .contains(new RegisteredSchema("AVRO", PLAIN, Map.of()));
                assertThat(client.find(new SchemaId.Newest("none/of them"))).isEmpty();

                String named = "{\"type\":\"enum\",\"name\":\"On\",\"namespace\":\"t\",\"symbols\":[\"YES\",\"NO\"]}";
                registry.register("t.On", ApicurioRegistry.avro(named));
                String naming =
                        "{\"type\":\"record\",\"name\":\"Naming\",\"fields\":[{\"name\":\"on\",\"type\":\"t.On\"}]}";
                var body = ApicurioRegistry.avro(naming);
                body.putArray("references")
                        .addObject()
                        .put("name", "t.On")
                        .put("subject", "t.On")
                        .put("version", 1);
                RegisteredSchema found = client.find(new SchemaId.Number(registry.register("naming-value", body)))
                        .orElseThrow();
                assertThat(found.text()).isEqualTo(naming);
                assertThat(found.references())
                        .containsExactly(Map.entry("t.On", new RegisteredSchema("AVRO", named, Map.of())));
            }
        }
    }

    /** The one that is installed for tests knows no GUIDs. */
    @Test
    void shouldAskForSchemasByGuid() throws IOException {
        var guid = UUID.fromString("6f1c2d3e-0001-4abc-8def-0123456789ab");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/schemas/guids/" + guid, exchange -> {
            byte[] answer = "{\"schema\": \"\\\"string\\\"\", \"guid\": \"any\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try (var client = client("http://127.0.0.1:" + server.getAddress().getPort(), Optional.empty())) {
            assertThat(client.find(new SchemaId.Guid(guid)))
                    .contains(new RegisteredSchema("AVRO", "\"string\"", Map.of()));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldLetGoWhoWaitsWhenItIsClosed() throws IOException {
        var client = client(ApicurioRegistry.urlAt(freePort()), Optional.empty());
        CompletableFuture<Optional<RegisteredSchema>> asked =
                CompletableFuture.supplyAsync(() -> client.find(new SchemaId.Number(1)));
        await().until(() -> client.waiting() == 1);

        client.close();

        assertThatThrownBy(asked::join)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("closed while the schema registry did not answer");
    }

    @Test
    void shouldSayWhoDoesNotAnswerInTime() throws IOException {
        String url = ApicurioRegistry.urlAt(freePort());
        try (var client = client(url, Optional.of(Duration.ofMillis(1)))) {
            assertThatThrownBy(() -> client.find(new SchemaId.Number(1)))
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith("the schema registry does not answer: GET " + url + "/schemas/ids/1: ");
        }
    }

    @Test
    void shouldReadTheSettingsOfOtherClients() {
        RegistrySettings settings = RegistrySettings.of(Map.of(
                        "schema.registry.url", "http://localhost:8081/, https://other:8082",
                        "basic.auth.credentials.source", "USER_INFO",
                        "basic.auth.user.info", "ann:secret"))
                .orElseThrow();

        assertThat(settings.urls()).map(String::valueOf).containsExactly("http://localhost:8081", "https://other:8082");
        assertThat(settings.authorization()).contains("Basic YW5uOnNlY3JldA==");
        assertThat(RegistrySettings.of(Map.of())).isEmpty();
        assertThat(RegistrySettings.of(Map.of("schema.registry.url", "http://ann:secret@localhost:8081"))
                        .orElseThrow()
                        .urls())
                .map(String::valueOf)
                .containsExactly("http://localhost:8081");
        assertThatThrownBy(() -> RegistrySettings.of(Map.of("schema.registry.url", "localhost:8081")))
                .isInstanceOf(CommandException.class)
                .hasMessage(
                        "schema.registry.url: expected an address such as http://localhost:8081, found 'localhost:8081'");
    }

    private static RegistryClient client(String url, Optional<Duration> patience) {
        return new RegistryClient(
                RegistrySettings.of(Map.of(RegistrySettings.URL, url)).orElseThrow(), patience);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
