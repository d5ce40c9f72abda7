// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A model server that labels a text with its upper case and scores its length, and does what it is told to do wrong. */
public final class FakeModel implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Behaviour behaviour = FakeModel::right;
    private volatile String metadata = "{\"name\":\"tone\",\"inputs\":[],\"outputs\":[]}";

    /** The texts of each call that came, answered or not. */
    public final List<List<String>> calls = new CopyOnWriteArrayList<>();

    /** How a call is answered. */
    public interface Behaviour {
        Answer answer(List<String> texts) throws IOException;
    }

    public record Answer(int status, String body) {}

    public FakeModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v2/models/tone", this::metadata);
        server.createContext("/v2/models/tone/infer", this::infer);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/v2/models/tone";
    }

    public FakeModel does(Behaviour what) {
        behaviour = what;
        return this;
    }

    public FakeModel tells(String newMetadata) {
        metadata = newMetadata;
        return this;
    }

    public static Answer right(List<String> texts) {
        var labels = new ArrayList<String>();
        var scores = new ArrayList<String>();
        texts.forEach(text -> {
            labels.add("\"" + text.toUpperCase(Locale.ROOT) + "\"");
            scores.add(String.valueOf(text.length()));
        });
        return new Answer(200, """
                {"model_name": "tone", "outputs": [
                  {"name": "label", "shape": [%1$d, 1], "datatype": "BYTES", "data": [%2$s]},
                  {"name": "score", "shape": [%1$d], "datatype": "FP32", "data": [%3$s]}]}
                """.formatted(texts.size(), String.join(",", labels), String.join(",", scores)));
    }

    private void metadata(HttpExchange exchange) throws IOException {
        send(exchange, new Answer(200, metadata));
    }

    private void infer(HttpExchange exchange) throws IOException {
        JsonNode input = new JsonMapper()
                .readTree(exchange.getRequestBody())
                .path("inputs")
                .path(0);
        var texts = new ArrayList<String>();
        input.path("data").forEach(text -> texts.add(text.asText()));
        calls.add(texts);
        boolean isRight = input.path("datatype").asText().equals("BYTES")
                && input.path("shape").path(0).asInt() == texts.size();
        send(exchange, isRight ? behaviour.answer(texts) : new Answer(400, "no tensor of texts: " + input));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        try (exchange) {
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
