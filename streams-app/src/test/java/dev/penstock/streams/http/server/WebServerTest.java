// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.server;

import dev.penstock.streams.http.HttpProbe;
import dev.penstock.streams.http.HttpProbe.Answer;
import dev.penstock.streams.http.api.Answers;
import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.http.security.Access;
import dev.penstock.streams.http.security.RoleTokens;
import dev.penstock.streams.http.security.Token;
import dev.penstock.streams.http.security.Transport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every route, without an application behind it. */
class WebServerTest {

    private static final String TOKEN = "0123456789abcdef-of-the-test";
    private static final String LOOKUP = "/api/features/quick/ann?limit=1";

    @TempDir
    Path folder;

    private final CountDownLatch asked = new CountDownLatch(RequestGuard.CLIENTS);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private WebServer server;
    private ServerSocketChannel channel;
    private HttpProbe http;

    @AfterEach
    void stop() throws IOException {
        mayEnd.countDown();
        server.close();
        channel.close();
    }

    private void start(Access access) throws IOException {
        channel = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
        int port = channel.socket().getLocalPort();
        http = new HttpProbe("http://127.0.0.1:" + port);
        server = new WebServer(
                new HttpSettings("127.0.0.1", 0, "", access, Transport.PLAIN),
                new HostInfo("penstock-1.example.org", port),
                channel,
                List.of(
                        Route.json(
                                "/api/data", "data", List.of(), Object.class, request -> Answers.json(request, "data")),
                        Route.json("/api/broken", "broken", List.of(), Object.class, request -> {
                            throw new IllegalStateException("secret");
                        }),
                        Route.json("/api/slow", "slow", List.of(), Object.class, request -> {
                            asked.countDown();
                            mayEnd.await();
                            Answers.json(request, "slow");
                        }),
                        Route.json(
                                        "/internal/data",
                                        "",
                                        List.of(),
                                        Object.class,
                                        request -> Answers.json(request, "internal"))
                                .with(Route.Guard.INSTANCES),
                        Route.json(
                                        "/health",
                                        "health",
                                        List.of(),
                                        Object.class,
                                        request -> Answers.json(request, "good"))
                                .with(Route.Guard.OPEN)),
                WebServerTest::lookUp,
                registry);
    }

    private static Optional<byte[]> lookUp(KeyLookup lookup) {
        return switch (lookup.group()) {
            case "quick" -> Optional.of(("{\"key\":\"" + lookup.key() + "\"}").getBytes(StandardCharsets.UTF_8));
            case "broken" -> throw new IllegalStateException("secret");
            default -> Optional.empty();
        };
    }

    private Token token() throws IOException {
        return Token.read(Files.writeString(folder.resolve("token"), TOKEN + "\nnot this line\n"));
    }

    @Test
    void shouldAnswerEachRoleWhatItMayAsk() throws IOException {
        Path roles = Files.writeString(
                folder.resolve("roles"), "features features-0123456789\nmetrics metrics-0123456789\n");
        start(new RoleTokens(token(), roles));

        assertThat(http.get(LOOKUP, "Authorization", "Bearer features-0123456789")
                        .status())
                .isEqualTo(200);
        for (String path : List.of("/api/data", "/internal/data")) {
            var answer = http.get(path, "Authorization", "Bearer features-0123456789");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.at("/type")).isEqualTo("urn:penstock:problem:forbidden");
            assertThat(http.get(path, "Authorization", "Bearer " + TOKEN).status())
                    .isEqualTo(200);
        }
        assertThat(http.get(LOOKUP, "Authorization", "Bearer metrics-0123456789")
                        .status())
                .isNotEqualTo(200);
    }

    @Test
    void shouldLookAtFewOfManyWrongTokens() throws IOException {
        start(token());
        String right = "Bearer " + TOKEN;
        assertThat(http.get("/api/data", "Authorization", right).status()).isEqualTo(200);

        Set<String> retryAfter = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            var answer = http.get(i % 2 == 0 ? "/api/data" : "/internal/data", "Authorization", "Bearer wrong-" + i);
            assertThat(answer.status()).isEqualTo(401);
            retryAfter.add(answer.header("Retry-After"));
        }
        assertThat(retryAfter).containsExactlyInAnyOrder("", "1");
        assertThat(registry.get("penstock.http.refused")
                        .tag("reason", "too_many")
                        .counter()
                        .count())
                .isPositive();
        assertThat(http.get("/api/data", "Authorization", right).status()).isEqualTo(200);
    }

    @Test
    void shouldKeepBrowsersFromDoingMoreThanShowingItsOwnPages() throws IOException {
        start(Access.OPEN);

        for (String path : List.of("/api/data", "/nothing", "/api/broken")) {
            var answer = http.get(path);
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(answer.header("Server")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST:7080, 200",
        "127.0.0.1, 200",
        "[::1]:7080, 200",
        "10.1.2.3:80, 200",
        "penstock-1.example.org:7080, 200",
        "evil.example.org, 421",
        "localhost.evil.example.org, 421",
        "127.0.0.1.evil.example.org, 421",
        "penstock-1.example.org.evil.example.org:80, 421",
    })
    void shouldRefuseNamesThatOthersMadePointHere(String host, int status) throws IOException {
        start(Access.OPEN);

        assertThat(raw("GET /api/data HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void shouldTakeAnyNameFromWhoHasTheToken() throws IOException {
        start(token());

        assertThat(raw("GET /api/data HTTP/1.1\r\nHost: features.example.org\r\nAuthorization: Bearer " + TOKEN
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/data", "/internal/data"})
    void shouldNeedTheTokenForData(String path) throws IOException {
        start(token());

        assertThat(http.get(path, "Authorization", "Bearer " + TOKEN).status()).isEqualTo(200);
        assertThat(http.get(path, "Authorization", "bearer " + TOKEN).status()).isEqualTo(200);
        for (Answer answer : List.of(
                http.get(path),
                http.get(path, "Authorization", "Bearer " + TOKEN + "x"),
                http.get(path, "Authorization", "Bearer " + TOKEN.substring(1)),
                http.get(path, "Authorization", "Bearer "),
                http.get(path, "Authorization", "Basic " + TOKEN),
                http.get(path, "Authorization", TOKEN))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(answer.text())
                    .contains("urn:penstock:problem:unauthorized")
                    .doesNotContain(TOKEN);
        }
        assertThat(http.get("/health").status()).isEqualTo(200);
    }

    @Test
    void shouldAnswerLookupsOnlyToThoseWhoMayAsk() throws IOException {
        start(token());

        var answer = http.get(LOOKUP, "Authorization", "Bearer " + TOKEN);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("application/json");
        assertThat(answer.text()).isEqualTo("{\"key\":\"ann\"}");
        assertThat(answer.header("Content-Length"))
                .isEqualTo(String.valueOf(answer.text().length()));
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(http.get(LOOKUP).text()).doesNotContain("\"key\"");
        assertThat(http.get(LOOKUP, "Authorization", "Bearer " + TOKEN + "x").text())
                .doesNotContain("\"key\"");
    }

    @Test
    void shouldAnswerNoLookupForAnotherHostOrWithABody() throws IOException {
        start(Access.OPEN);
        String get = "GET " + LOOKUP + " HTTP/1.1\r\nConnection: close\r\nHost: ";

        assertThat(raw(get + "localhost\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(raw(get + "evil.example.org\r\n\r\n")).startsWith("HTTP/1.1 421");
        assertThat(raw(get + "localhost\r\nContent-Length: 5\r\n\r\nhello")).startsWith("HTTP/1.1 413");
        assertThat(head(LOOKUP)).startsWith("HTTP/1.1 404");
    }

    @Test
    void shouldLeaveLookupsThatFailToTheRoutes() throws IOException {
        start(Access.OPEN);

        var answer = http.get(LOOKUP.replace("quick", "broken"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.at("/type")).isEqualTo("urn:penstock:problem:not-found");
    }

    @Test
    void shouldAnswerLookupsWhileAllRoutesAreTaken() throws Exception {
        start(Access.OPEN);
        List<CompletableFuture<Answer>> slow = takeAllPlaces();

        assertThat(http.get(LOOKUP).status()).isEqualTo(200);

        giveBack(slow);
    }

    @Test
    void shouldSayNothingOfItsInsidesWhenItFails() throws IOException {
        start(Access.OPEN);

        var answer = http.get("/api/broken");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.at("/type")).isEqualTo("urn:penstock:problem:internal");
        assertThat(answer.at("/id")).isNotEmpty();
        assertThat(answer.text()).doesNotContain("secret", "Exception", "dev.penstock");
    }

    @Test
    void shouldAnswerHeadAsGetWithoutABody() throws IOException {
        start(Access.OPEN);

        assertThat(head("/health")).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
        assertThat(head("/api/broken")).startsWith("HTTP/1.1 500").endsWith("\r\n\r\n");
        assertThat(head("/nothing")).startsWith("HTTP/1.1 404").endsWith("\r\n\r\n");
    }

    private String head(String path) {
        return raw("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"})
    void shouldTakeNoOtherMethodsAndSayWhichItTakes(String method) throws IOException {
        start(Access.OPEN);

        String answer = raw(method + " /api/data HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 405")
                .contains("\r\nAllow: GET, HEAD\r\n", "found " + method, "expected GET or HEAD");
    }

    @Test
    void shouldSayWhichMethodsItTakesWhereThereIsNoPath() throws IOException {
        start(Access.OPEN);

        assertThat(raw("OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .contains("\r\nAllow: GET, HEAD\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5", "Transfer-Encoding: chunked"})
    void shouldTakeNoBody(String header) throws IOException {
        start(Access.OPEN);

        assertThat(raw("GET /api/data HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .contains("urn:penstock:problem:too-large");
    }

    @ParameterizedTest
    @ValueSource(ints = {9000, 30_000})
    void shouldTakeNoEndlessUrl(int length) throws IOException {
        start(Access.OPEN);

        assertThat(raw("GET /" + "x".repeat(length) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4")
                .containsAnyOf("url-too-long", "headers-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/9\r\n\r\n",
                "nonsense\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n"
            })
    void shouldAnswerWithAProblemToWhatIsNoRequest(String request) throws IOException {
        start(Access.OPEN);

        assertThat(raw(request)).startsWith("HTTP/1.1 4").contains("application/problem+json", "urn:penstock:problem:");
    }

    @Test
    void shouldTakeOnlySoManyRequestsAtOnce() throws Exception {
        start(Access.OPEN);
        List<CompletableFuture<Answer>> slow = takeAllPlaces();

        var refused = http.get("/api/data");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.at("/type")).isEqualTo("urn:penstock:problem:busy");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        // Other instances and supervisors are let in none the less.
        assertThat(http.get("/internal/data").status()).isEqualTo(200);
        assertThat(http.get("/health").status()).isEqualTo(200);

        giveBack(slow);
        assertThat(http.get("/api/data").status()).isEqualTo(200);
    }

    /** As many requests as clients may have open, none of them answered. */
    private List<CompletableFuture<Answer>> takeAllPlaces() throws InterruptedException {
        List<CompletableFuture<Answer>> slow = new ArrayList<>();
        for (int i = 0; i < RequestGuard.CLIENTS; i++) {
            slow.add(CompletableFuture.supplyAsync(() -> http.get("/api/slow"), task -> new Thread(task).start()));
        }
        asked.await();
        return slow;
    }

    private void giveBack(List<CompletableFuture<Answer>> slow) throws Exception {
        mayEnd.countDown();
        for (CompletableFuture<Answer> one : slow) {
            assertThat(one.get().status()).isEqualTo(200);
        }
    }

    private String raw(String request) {
        try (var socket = new Socket("127.0.0.1", channel.socket().getLocalPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
