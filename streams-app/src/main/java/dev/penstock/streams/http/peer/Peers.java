// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;
import dev.penstock.streams.http.route.Json;
import org.apache.kafka.streams.state.HostInfo;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

import static java.util.stream.Collectors.joining;

/** Asks other instances over HTTP. Safe for use by many threads. */
public final class Peers {

    /** Tells how many milliseconds are left for the answer. */
    public static final String DEADLINE_HEADER = "Penstock-Deadline-Ms";

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);
    private static final int CLIENT_THREADS = 2;
    private static final int OK = 200;

    private final HttpClient client;
    private final String scheme;
    private final Map<String, String> headers;
    private final ObjectMapper json;
    private final UnreachablePeers unreachable;

    /** @param access how instances talk to each other */
    public Peers(PeerAccess access, ObjectMapper json) {
        this(access, json, System::nanoTime);
    }

    Peers(PeerAccess access, ObjectMapper json, LongSupplier nanoTime) {
        this.unreachable = new UnreachablePeers(nanoTime);
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_WITHIN)
                .executor(Executors.newFixedThreadPool(CLIENT_THREADS, Peers::thread));
        access.trust().forEach(builder::sslContext);
        this.client = builder.build();
        this.scheme = access.scheme();
        this.headers = access.headers();
        this.json = json;
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "penstock-http-client");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * What an instance answers.
     *
     * @param path without parameters
     * @throws dev.penstock.streams.http.problem.ProblemException with its problem, if that is what it answers; with one of
     *     the kind {@link Kind#UNREACHABLE} if it answers nothing that can be read in time
     */
    public <T> T get(HostInfo host, String path, Map<String, String> parameters, Class<T> type, Duration within) {
        String query = parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(joining("&"));
        return answer(host, HttpRequest.newBuilder(uri(host, path + "?" + query)), type, within);
    }

    /**
     * The same to a question that does not fit into a URL.
     *
     * @param question written as JSON
     */
    public <T> T post(HostInfo host, String path, Object question, Class<T> type, Duration within) {
        return answer(
                host,
                HttpRequest.newBuilder(uri(host, path)).POST(BodyPublishers.ofByteArray(Json.bytes(question))),
                type,
                within);
    }

    private URI uri(HostInfo host, String pathAndQuery) {
        return URI.create(scheme + "://" + name(host) + pathAndQuery);
    }

    private <T> T answer(HostInfo host, HttpRequest.Builder question, Class<T> type, Duration within) {
        if (within.isNegative() || within.isZero()) {
            throw Problem.of(Kind.TIMEOUT, "there was no time left to ask " + name(host))
                    .exception();
        }
        question.timeout(within).header(DEADLINE_HEADER, String.valueOf(within.toMillis()));
        headers.forEach(question::header);
        HttpResponse<byte[]> response = send(host, question.build());
        if (response.statusCode() != OK) {
            throw problem(host, response).exception();
        }
        try {
            return json.readValue(response.body(), type);
        } catch (IOException e) {
            throw unreachable(host, "an answer that can't be read: " + e.getMessage());
        }
    }

    private HttpResponse<byte[]> send(HostInfo host, HttpRequest request) {
        if (!unreachable.mayTry(host)) {
            throw unreachable(host, "nobody could connect a moment ago");
        }
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            unreachable.ended(host);
            return response;
        } catch (ConnectException | HttpConnectTimeoutException e) {
            unreachable.failed(host);
            throw unreachable(host, e.getMessage() == null ? "nobody can connect" : e.getMessage());
        } catch (IOException e) {
            throw unreachable(host, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(host, "asking was interrupted");
        }
    }

    private Problem problem(HostInfo host, HttpResponse<byte[]> response) {
        try {
            JsonNode problem = json.readTree(response.body());
            Kind kind = Kind.ofType(problem.path("type").asText());
            if (kind.passes()) {
                return Problem.of(kind, problem.path("detail").asText());
            }
            return unreachableProblem(
                    host, response.statusCode() + ": " + problem.path("detail").asText());
        } catch (IOException e) {
            return unreachableProblem(host, String.valueOf(response.statusCode()));
        }
    }

    private static RuntimeException unreachable(HostInfo host, String why) {
        return unreachableProblem(host, why).exception();
    }

    private static Problem unreachableProblem(HostInfo host, String why) {
        return Problem.of(
                        Kind.UNREACHABLE,
                        String.format(Locale.ROOT, "%s does not answer as it should: %s", name(host), why))
                .with("instance", name(host));
    }

    /** Host and port, as in a URL. */
    public static String name(HostInfo host) {
        return host.host().indexOf(':') < 0 ? host.host() + ":" + host.port() : "[" + host.host() + "]:" + host.port();
    }
}
