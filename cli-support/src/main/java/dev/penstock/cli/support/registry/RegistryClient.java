// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.cli.support.CommandException;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.SchemaId;
import dev.penstock.event.SchemaRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks a schema registry by the API of Confluent's (its "Schema Registry API reference"), which Apicurio's answers below
 * {@code /apis/ccompat/v7}. Who asks waits while the registry doesn't answer, and that is told. Safe for use by many
 * threads.
 */
public final class RegistryClient implements SchemaRegistry, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryClient.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long TOLD_EVERY_NANOS = Duration.ofSeconds(30).toNanos();

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    /**
     * "Subject not found", "Version not found" and "Schema not found", in the body of a 404; a 404 without them comes from
     * somebody else than the registry.
     */
    private static final Set<Integer> NOT_THERE = Set.of(40_401, 40_402, 40_403);

    private final RegistrySettings settings;
    private final Optional<Duration> patience;
    private final HttpClient http;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();

    /** Threads that have asked in vain. */
    private final AtomicInteger stalled = new AtomicInteger();

    private volatile String lastFailure = "";

    /** @param patience how long to wait for an answer; empty for as long as it takes */
    public RegistryClient(RegistrySettings settings, Optional<Duration> patience) {
        this.settings = settings;
        this.patience = patience;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(ANSWER_WITHIN);
        settings.trust().ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /** How many threads wait for the registry to answer. */
    public int waiting() {
        return waiting.get();
    }

    /** Why threads wait; empty where none has asked in vain. */
    public Optional<String> failure() {
        return stalled.get() > 0 ? Optional.of(lastFailure) : Optional.empty();
    }

    /**
     * @throws RegistryAwayException if the registry doesn't answer in time
     * @throws IllegalStateException if this is closed while the registry doesn't answer
     */
    @Override
    public Optional<RegisteredSchema> find(SchemaId id) {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        Long toldAt = null;
        boolean isStalled = false;
        waiting.incrementAndGet();
        try {
            while (true) {
                try {
                    Optional<RegisteredSchema> schema = ask(id);
                    if (toldAt != null) {
                        LOG.info("the schema registry answers again");
                    }
                    return schema;
                } catch (IOException e) {
                    lastFailure = e.getMessage();
                    if (!isStalled) {
                        isStalled = true;
                        stalled.incrementAndGet();
                    }
                    if (patience.isPresent()
                            && System.nanoTime() - start > patience.get().toNanos()) {
                        throw new RegistryAwayException(e);
                    }
                    if (patience.isEmpty() && (toldAt == null || System.nanoTime() - toldAt > TOLD_EVERY_NANOS)) {
                        toldAt = System.nanoTime();
                        LOG.warn("events of {} wait for the schema registry: {}", id, e.getMessage());
                    }
                }
                if (closed.await(pause, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("closed while the schema registry did not answer");
                }
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the schema registry did not answer", e);
        } finally {
            waiting.decrementAndGet();
            if (isStalled) {
                stalled.decrementAndGet();
            }
        }
    }

    private Optional<RegisteredSchema> ask(SchemaId id) throws IOException, InterruptedException {
        Optional<String> path = path(id);
        Optional<JsonNode> answer = path.isEmpty() ? Optional.empty() : get(path.get());
        return answer.isEmpty() ? Optional.empty() : Optional.of(schema(answer.get()));
    }

    /** Where a schema is; empty for one that the registry doesn't have. */
    private Optional<String> path(SchemaId id) throws IOException, InterruptedException {
        if (id instanceof SchemaId.Number number) {
            return Optional.of("/schemas/ids/" + number.id());
        } else if (id instanceof SchemaId.Guid guid) {
            return Optional.of("/schemas/guids/" + guid.guid());
        } else if (id instanceof SchemaId.Newest newest) {
            return Optional.of("/subjects/" + encoded(newest.subject()) + "/versions/latest");
        }
        // Apicurio's own API alone knows these; the other one has an id for what the version holds.
        long global = ((SchemaId.Global) id).id();
        JsonNode found = answer(settings.urls().get(0).resolve("/apis/registry/v3/search/versions?globalId=" + global));
        JsonNode version = found.path("versions").path(0);
        return version.path("globalId").asLong(-1) == global
                ? Optional.of("/schemas/ids/" + version.path("contentId").asLong())
                : Optional.empty();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Registers a schema unless it is there already.
     *
     * @return the id that it has
     * @throws RegistryAwayException if the registry doesn't answer
     * @throws CommandException if it takes no such schema
     */
    public int register(String subject, RegisteredSchema schema) {
        var body = JSON.createObjectNode().put("schema", schema.text()).put("schemaType", schema.type());
        URI uri = URI.create(settings.urls().get(0) + "/subjects/" + encoded(subject) + "/versions");
        try {
            HttpRequest.Builder request = request(uri)
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
            HttpResponse<String> response = send(request);
            JsonNode answer = json(response.body());
            if (response.statusCode() != OK || !answer.path("id").isInt()) {
                throw new CommandException("the schema registry takes no such schema for subject '" + subject
                        + "': status " + response.statusCode()
                        + (answer.has("message") ? ": " + answer.path("message").asText() : ""));
            }
            return answer.path("id").asInt();
        } catch (IOException e) {
            throw new RegistryAwayException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the schema registry did not answer", e);
        }
    }

    private RegisteredSchema schema(JsonNode answer) throws IOException, InterruptedException {
        Map<String, RegisteredSchema> references = new LinkedHashMap<>();
        for (JsonNode reference : answer.path("references")) {
            String path = "/subjects/" + encoded(reference.path("subject").asText()) + "/versions/"
                    + reference.path("version").asInt();
            RegisteredSchema named = schema(get(path)
                    .orElseThrow(
                            () -> new IOException("it has a schema that names " + reference + ", and not that one")));
            references.putAll(named.references());
            references.put(reference.path("name").asText(), new RegisteredSchema(named.type(), named.text(), Map.of()));
        }
        return new RegisteredSchema(
                answer.path("schemaType").asText("AVRO"),
                answer.path("schema").asText(),
                Collections.unmodifiableMap(references));
    }

    /** Empty for what the registry says it doesn't have. */
    private Optional<JsonNode> get(String path) throws IOException, InterruptedException {
        IOException failure = null;
        for (URI url : settings.urls()) {
            try {
                return get(URI.create(url + path));
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private Optional<JsonNode> get(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> response = send(uri);
        JsonNode body = json(response.body());
        if (response.statusCode() == OK && body.has("schema")) {
            return Optional.of(body);
        }
        if (response.statusCode() == NOT_FOUND
                && NOT_THERE.contains(body.path("error_code").asInt())) {
            return Optional.empty();
        }
        throw failure(uri, response);
    }

    private JsonNode answer(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> response = send(uri);
        if (response.statusCode() != OK) {
            throw failure(uri, response);
        }
        return json(response.body());
    }

    private static IOException failure(URI uri, HttpResponse<String> response) {
        JsonNode body = json(response.body());
        return new IOException("GET " + uri + " answers with status " + response.statusCode()
                + (body.has("message") ? ": " + body.path("message").asText() : ""));
    }

    private HttpResponse<String> send(URI uri) throws IOException, InterruptedException {
        return send(request(uri));
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER_WITHIN)
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
        settings.authorization().ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException(
                    request.method() + " " + request.uri() + ": "
                            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    e);
        }
    }

    private static JsonNode json(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node == null ? JSON.missingNode() : node;
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** Nobody waits any longer. */
    @Override
    public void close() {
        closed.countDown();
    }
}
