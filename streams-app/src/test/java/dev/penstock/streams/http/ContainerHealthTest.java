// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import dev.penstock.streams.http.api.Answers;
import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.http.security.Access;
import dev.penstock.streams.http.security.Tls;
import dev.penstock.streams.http.security.Transport;
import dev.penstock.streams.http.server.HttpSettings;
import dev.penstock.streams.http.server.WebServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The health check of the image, as a container's supervisor runs it. */
class ContainerHealthTest {

    private static final Path CHECK = Path.of("..", "deploy", "image", "healthy");

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTellOverPlainHttpAsTheInstanceDoes(boolean live) throws Exception {
        int port = serve(Transport.PLAIN, live);

        assertThat(exitCode(Map.of("PENSTOCK_HTTP_PORT", String.valueOf(port)))).isEqualTo(live ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldTellOverHttpsAsTheInstanceDoes(boolean live) throws Exception {
        assumeTrue(isThere("openssl"), "there is no openssl");
        Path keys = KeyStores.selfSigned(folder.resolve("keys.p12"), "of-the-test");
        int port = serve(Tls.read(keys, Files.writeString(folder.resolve("password"), "of-the-test\n")), live);

        assertThat(exitCode(
                        Map.of("PENSTOCK_HTTP_PORT", String.valueOf(port), "PENSTOCK_HTTP_KEYSTORE", keys.toString())))
                .isEqualTo(live ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "keys.p12"})
    void shouldFailWhereNobodyListens(String keystore) throws Exception {
        assumeTrue(isThere("openssl"), "there is no openssl");
        int port;
        try (var channel = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
            port = channel.socket().getLocalPort();
        }

        assertThat(exitCode(Map.of("PENSTOCK_HTTP_PORT", String.valueOf(port), "PENSTOCK_HTTP_KEYSTORE", keystore)))
                .isEqualTo(1);
    }

    @Test
    void shouldTakeAnInstanceWithoutHttpForHealthy() throws Exception {
        assertThat(exitCode(Map.of("PENSTOCK_HTTP_PORT", "off"))).isZero();
    }

    private int serve(Transport transport, boolean live) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        int port = channel.socket().getLocalPort();
        var health = Route.json(
                        "/health/live",
                        "health",
                        List.of(),
                        Object.class,
                        request -> Answers.json(request.status(live ? 200 : 503), Map.of("live", live)))
                .with(Route.Guard.OPEN);
        open.add(new WebServer(
                new HttpSettings("127.0.0.1", 0, "", Access.OPEN, transport),
                new HostInfo("127.0.0.1", port),
                channel,
                List.of(health),
                lookup -> Optional.empty(),
                new SimpleMeterRegistry()));
        open.add(channel);
        return port;
    }

    private static boolean isThere(String program) throws Exception {
        return new ProcessBuilder("bash", "-c", "command -v " + program).start().waitFor() == 0;
    }

    private static int exitCode(Map<String, String> environment) throws Exception {
        assumeTrue(Files.exists(CHECK), "the folder of the images is not here");
        var builder = new ProcessBuilder("bash", CHECK.toString()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process check = builder.start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = check.waitFor();
        assertThat(said).as("it says why, in one line").isNotBlank();
        return code;
    }
}
