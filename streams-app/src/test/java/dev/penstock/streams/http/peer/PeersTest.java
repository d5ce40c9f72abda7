// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.streams.http.problem.Problem.Kind;
import dev.penstock.streams.http.problem.ProblemException;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PeersTest {

    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final AtomicLong nanos = new AtomicLong();
    private final Peers peers = new Peers(new PeerAccess("http", Map.of(), List.of()), new ObjectMapper(), nanos::get);

    @Test
    void shouldTakeAnInstanceForUnreachableForAMomentAfterNobodyCouldConnect() throws IOException {
        var host = new HostInfo("127.0.0.1", freePort());
        shouldBeUnreachable(host);

        HttpServer server = serve(host.port());
        try {
            shouldBeUnreachable(host);

            nanos.addAndGet(UnreachablePeers.MOMENT.toNanos());
            assertThat(ask(host)).isEqualTo("here");
            // It is as any other again.
            assertThat(ask(host)).isEqualTo("here");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldTryOnceInAMomentWhetherSomebodyIsThereAgain() throws IOException {
        var unreachable = new UnreachablePeers(nanos::get);
        var host = new HostInfo("127.0.0.1", freePort());
        assertThat(unreachable.mayTry(host)).isTrue();
        unreachable.failed(host);
        assertThat(unreachable.mayTry(host)).isFalse();

        nanos.addAndGet(UnreachablePeers.MOMENT.toNanos());

        assertThat(unreachable.mayTry(host)).isTrue();
        assertThat(unreachable.mayTry(host)).isFalse();
        assertThat(unreachable.mayTry(new HostInfo("127.0.0.1", 1))).isTrue();
    }

    private void shouldBeUnreachable(HostInfo host) {
        assertThatThrownBy(() -> ask(host))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem().kind()).isEqualTo(Kind.UNREACHABLE));
    }

    private String ask(HostInfo host) {
        return peers.get(host, "/", Map.of(), String.class, WITHIN);
    }

    private static HttpServer serve(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        byte[] answer = "\"here\"".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            try (var body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
        server.start();
        return server;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
