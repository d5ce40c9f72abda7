// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.cli.support.Causes;
import dev.penstock.cli.support.CommandException;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.streams.http.security.Access;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import static java.util.stream.Collectors.joining;

/** The HTTP API of an application, asked at one of its instances. */
final class Api {

    /** Most rows that an answer has. */
    static final int MOST_ROWS = 1000;

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    /** Longer than an instance takes at most. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private static final int MOST_DIGITS = 1_000_000;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int UNAUTHORIZED = 401;

    /** Numbers stay what they are, to the last zero. */
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(MOST_DIGITS)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final URI url;
    private final Access access;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_WITHIN)
            .build();

    Api(URI url, Access access) {
        this.url = url;
        this.access = access;
    }

    /** The path of something that is named in it. */
    static String path(String before, String name) {
        return before + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * What is answered, a JSON object.
     *
     * @throws RefusedException if a parameter is wrong
     * @throws CommandException if there is no such answer
     */
    ObjectNode get(String path, Map<String, String> parameters) {
        return answer(request(path, parameters));
    }

    /**
     * What is answered to a question that is sent as JSON.
     *
     * @throws RefusedException if a parameter is wrong
     * @throws CommandException if there is no such answer
     */
    ObjectNode post(String path, Map<String, String> parameters, Map<String, ?> question) {
        return answer(request(path, parameters)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(text(JSON.valueToTree(question)))));
    }

    private HttpRequest.Builder request(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(joining("&", parameters.isEmpty() ? "" : "?", ""));
        var request = HttpRequest.newBuilder(URI.create(url + path + query)).timeout(ANSWER_WITHIN);
        access.headers().forEach(request::header);
        return request;
    }

    private ObjectNode answer(HttpRequest.Builder request) {
        HttpResponse<byte[]> response = send(request.build());
        if (response.statusCode() != OK) {
            throw refusal(response);
        }
        return object(response.body());
    }

    /**
     * The same with the rows of as many pages as it takes. {@code next} is there if there are more than that.
     *
     * @param limit most rows
     */
    ObjectNode rows(String path, Map<String, String> parameters, int limit) {
        ObjectNode all = get(path, with(parameters, "limit", String.valueOf(Math.min(limit, MOST_ROWS))));
        ArrayNode rows = all.withArray("rows");
        while (all.has("next") && rows.size() < limit) {
            Map<String, String> more =
                    with(parameters, "limit", String.valueOf(Math.min(limit - rows.size(), MOST_ROWS)));
            ObjectNode page = get(path, with(more, "page", all.path("next").asText()));
            rows.addAll(page.withArray("rows"));
            all.put("stale", all.path("stale").asBoolean() || page.path("stale").asBoolean());
            all.set("updated_at", later(all.path("updated_at"), page.path("updated_at")));
            all.set("last_event_at", later(all.path("last_event_at"), page.path("last_event_at")));
            all.withArray("reads").addAll(page.withArray("reads"));
            all.remove("next");
            if (page.has("next")) {
                all.set("next", page.path("next"));
            }
        }
        return all;
    }

    private static Map<String, String> with(Map<String, String> parameters, String name, String value) {
        var all = new LinkedHashMap<>(parameters);
        all.put(name, value);
        return all;
    }

    private static JsonNode later(JsonNode one, JsonNode other) {
        return one.asLong() >= other.asLong() ? one : other;
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw new CommandException(
                    "nothing answers at " + url + "; --url names an instance, ./penstock streams starts one", e);
        } catch (HttpTimeoutException e) {
            throw new CommandException("no answer from " + url + " within " + ANSWER_WITHIN.toSeconds() + " s", e);
        } catch (IOException e) {
            throw new CommandException("no answer from " + url + ": " + Quote.printable(Causes.line(e)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted", e);
        }
    }

    private ObjectNode object(byte[] body) {
        try {
            if (JSON.readTree(body) instanceof ObjectNode answer) {
                return answer;
            }
        } catch (IOException e) {
            throw new CommandException(url + " does not answer as an instance of Penstock does", e);
        }
        throw new CommandException(url + " does not answer as an instance of Penstock does");
    }

    private RuntimeException refusal(HttpResponse<byte[]> response) {
        String detail = detail(response);
        return switch (response.statusCode()) {
            case BAD_REQUEST -> new RefusedException(detail);
            case NOT_FOUND -> isUnfit(response) ? new RefusedException(detail) : new CommandException(detail);
            case UNAUTHORIZED -> new CommandException(detail + "; --token-file names the file with the token");
            default -> new CommandException(detail);
        };
    }

    /** Whether it is what was asked that names nothing, not that there is nothing yet. */
    private static boolean isUnfit(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body()).path("type").asText().endsWith(":unfit-parameter");
        } catch (IOException noProblemDocument) {
            return false;
        }
    }

    /** What the problem document says, in one line. */
    private String detail(HttpResponse<byte[]> response) {
        try {
            String detail = JSON.readTree(response.body()).path("detail").asText();
            if (!detail.isEmpty()) {
                return Quote.printable(detail);
            }
        } catch (IOException noProblemDocument) {
            return url + " answers " + response.statusCode();
        }
        return url + " answers " + response.statusCode();
    }

    static String text(JsonNode answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can't be written", e);
        }
    }
}
