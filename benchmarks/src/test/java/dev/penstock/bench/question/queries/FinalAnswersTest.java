// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

class FinalAnswersTest {

    private static final String ROW = "{\"user_id\":\"ann\",\"window_start\":60000,\"spend\":0.30}";
    private static final String MOVING = "{\"type\":\"urn:penstock:problem:moving\"}";
    private static final Reply RIGHT = reply(200, "{\"rows\":[" + ROW + "]}");

    private final CommittedRows committed = new CommittedRows();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        committed.add(0, "ann", 60_000, 3, ROW.getBytes(StandardCharsets.UTF_8), 0);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldFindNothingWrongWhereEveryInstanceHasTheCommittedRows() {
        instance(1, () -> RIGHT);
        instance(2, () -> RIGHT);

        assertThat(faults(Duration.ofSeconds(30))).isEmpty();
    }

    @Test
    void shouldTellAnInstanceThatHasOtherRows() {
        instance(1, () -> RIGHT);
        instance(2, () -> reply(200, "{\"rows\":[" + ROW.replace("0.30", "0.31") + "]}"));

        assertThat(faults(Duration.ofSeconds(30)))
                .singleElement()
                .asString()
                .contains("ann of instance 2", "0.31", "0.3}");
    }

    @Test
    void shouldTakeNoRowsForWrongAndNotForLate() {
        instance(1, () -> RIGHT);
        instance(2, () -> reply(404, "{\"type\":\"urn:penstock:problem:no-rows\"}"));

        assertThat(faults(Duration.ofSeconds(30)))
                .singleElement()
                .asString()
                .contains("ann of instance 2", "404 no-rows");
    }

    @Test
    void shouldAskAgainWhereAPartitionIsOnItsWay() {
        var asked = new AtomicInteger();
        instance(1, () -> RIGHT);
        instance(2, () -> asked.incrementAndGet() < 3 ? reply(503, MOVING) : RIGHT);

        assertThat(faults(Duration.ofSeconds(30))).isEmpty();
        assertThat(asked).hasValue(3);
    }

    @Test
    void shouldSayInTheEndWhichInstanceDoesNotAnswerAndWhatItSays() {
        instance(1, () -> RIGHT);
        instance(2, () -> reply(503, MOVING));

        assertThat(faults(Duration.ofSeconds(2)))
                .singleElement()
                .asString()
                .contains("1 users", "instance 2", "503 moving");
    }

    private List<String> faults(Duration within) {
        return new FinalAnswers(committed, this::uri).faults(List.of(1, 2), within);
    }

    private URI uri(int number, String path) {
        return URI.create(
                "http://127.0.0.1:%d/%d%s".formatted(server.getAddress().getPort(), number, path));
    }

    private void instance(int number, Supplier<Reply> replies) {
        server.createContext("/" + number + "/", exchange -> {
            Reply reply = replies.get();
            exchange.sendResponseHeaders(reply.status(), reply.body().length);
            try (var body = exchange.getResponseBody()) {
                body.write(reply.body());
            }
        });
    }

    private static Reply reply(int status, String body) {
        return new Reply(status, body.getBytes(StandardCharsets.UTF_8));
    }
}
