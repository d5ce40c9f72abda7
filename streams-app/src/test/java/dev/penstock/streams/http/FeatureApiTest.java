// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.http.HttpProbe.Answer;
import dev.penstock.streams.http.ServedClicks.Served;
import dev.penstock.streams.http.server.HostileRequests;
import dev.penstock.streams.http.server.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static dev.penstock.streams.http.ServedClicks.MINUTE;
import static dev.penstock.streams.http.ServedClicks.PARTITIONS;
import static dev.penstock.streams.http.ServedClicks.PATIENCE;
import static dev.penstock.streams.http.ServedClicks.TIME;
import static java.util.stream.StreamSupport.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a client sees of feature groups, whichever engine computes them. */
@ParameterizedClass
@ValueSource(strings = {"micro-batch", "per-event"})
class FeatureApiTest {

    /** As many as a page has in the tests of pages, several times over. */
    private static final int CROWD = 23;

    private static final List<String> ODD_KEYS = List.of(
            "a/b",
            "a b+c",
            "100%",
            "ä€😀",
            "..",
            ".",
            "",
            "?#&=",
            "a\u0000",
            "<script>",
            "q\"uote",
            "back\\slash",
            "a;b",
            "%2F");

    /** A user whose clicks are not where Kafka's producers would have put them. */
    private static final String STRAY = "stray";

    @Parameter
    String engine;

    @TempDir
    static Path folder;

    private static LocalKafka kafka;
    private static ServedClicks clicks;
    private static Served served;

    /** By the clock, and of whichever event came last. */
    private static long lastSentAt;

    @BeforeParameterizedClassInvocation
    static void start(String engine) {
        kafka = LocalKafka.start();
        clicks = new ServedClicks("api-" + engine, kafka.bootstrapServers(), engine);
        clicks.createTopics();
        List<Map<String, Object>> events = new ArrayList<>(List.of(
                clicks.event("ann", "i1", "0.1", TIME + 1, "buy"),
                clicks.event("ann", "i2", "0.2", TIME + 2, "view"),
                clicks.event("ann", "i1", "10", TIME + 3 * MINUTE, "view"),
                clicks.event("bob", "i3", "7", TIME + 5, "buy")));
        ODD_KEYS.forEach(key -> events.add(clicks.event(key, "odd", "1", TIME, "view")));
        IntStream.range(0, CROWD)
                .forEach(i -> events.add(clicks.event(
                        "u%02d".formatted(i), "i%02d".formatted(i), String.valueOf(i), TIME + MINUTE, "view")));
        clicks.send(events);
        served = clicks.start(folder.resolve(engine), Map.of()).awaitRunning();
        int first = events.size();
        await().atMost(PATIENCE).until(() -> count("/api/features/traffic/all") == first);
        lastSentAt = System.currentTimeMillis();
        clicks.sendTo(elsewhere(), clicks.event(STRAY, "i1", "1", TIME, "view"));
        await().atMost(PATIENCE).until(() -> count("/api/features/traffic/all") == first + 1);
        await().atMost(PATIENCE).until(() -> get("/api/features/users/" + STRAY).status() == 200);
    }

    private static int elsewhere() {
        byte[] key = STRAY.getBytes(StandardCharsets.UTF_8);
        int usual = org.apache.kafka.common.utils.Utils.toPositive(org.apache.kafka.common.utils.Utils.murmur2(key))
                % PARTITIONS;
        return (usual + 1) % PARTITIONS;
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        served.close();
        kafka.close();
    }

    @Test
    void shouldAnswerRowsOfAKeyNewestFirst() {
        var answer = get("/api/features/users/ann");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("application/json");
        assertThat(answer.json().path("rows"))
                .hasToString("["
                        + row(
                                "ann",
                                TIME + 3 * MINUTE,
                                "\"clicks\":1,\"buys\":0,\"spend\":10,\"share\":0,\"items\":1,\"last_item\":\"i1\"")
                        + ","
                        + row(
                                "ann",
                                TIME,
                                "\"clicks\":2,\"buys\":1,\"spend\":0.3,\"share\":0.5,\"items\":2,\"last_item\":\"i2\"")
                        + "]");
    }

    private static String row(String user, long window, String columns) {
        return "{\"user\":\"%s\",\"window_start\":%d,\"window_end\":%d,%s}"
                .formatted(user, window, window + MINUTE, columns);
    }

    @Test
    void shouldTellWhenAndWhereTheAnswerWasRead() {
        long before = System.currentTimeMillis();

        var answer = get("/api/features/users/ann");

        assertThat(answer.json().path("stale").asBoolean()).isFalse();
        assertThat(answer.json().path("last_event_at").asLong()).isEqualTo(TIME + 3 * MINUTE);
        assertThat(answer.json().path("reads")).singleElement().satisfies(read -> {
            assertThat(read.path("instance").asText())
                    .isEqualTo(served.http().url().substring("http://".length()));
            assertThat(read.path("role").asText()).isEqualTo("active");
            assertThat(read.path("lag").asLong()).isZero();
            assertThat(read.path("read_at").asLong()).isBetween(before, System.currentTimeMillis());
        });
    }

    @Test
    void shouldTellWhenTheDataWasLastUpdated() {
        var stray = get("/api/features/users/" + STRAY).json();
        var window = get("/api/features/users?window=" + TIME).json();

        // By the clock, whatever the time of the events.
        assertThat(stray.path("updated_at").asLong()).isBetween(lastSentAt, System.currentTimeMillis());
        assertThat(stray.at("/reads/0/updated_at")).isEqualTo(stray.path("updated_at"));
        assertThat(window.path("updated_at")).isEqualTo(stray.path("updated_at"));
        assertThat(stream(window.path("reads").spliterator(), false)
                        .filter(read -> read.path("partition").asInt() != elsewhere())
                        .map(read -> read.path("updated_at").asLong()))
                .isNotEmpty()
                .allMatch(updated ->
                        updated > 0 && updated <= stray.path("updated_at").asLong());
    }

    @ParameterizedTest
    @CsvSource({
        "?from=1700000040001, 1700000220000",
        "?from=1700000040000&to=1700000040001, 1700000040000",
        "?to=2023-11-14T22:17:00Z, 1700000040000",
        "?to=2023-11-14T23:17:00%2B01:00, 1700000040000",
        "?limit=1, 1700000220000",
    })
    void shouldAnswerTheWindowsThatAreAskedFor(String query, long window) {
        assertThat(get("/api/features/users/ann" + query).json().path("rows"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("window_start").asLong()).isEqualTo(window));
    }

    /** Plain look-ups of few rows take another way through the server than those that have to be decoded. */
    @Test
    void shouldAnswerTheSameHoweverARequestIsWritten() {
        JsonNode plain = withoutClock(get("/api/features/users/ann?limit=1"));

        assertThat(plain.path("rows")).hasSize(1);
        assertThat(plain.path("next").asText()).isNotEmpty();
        assertThat(List.of(
                        withoutClock(get("/api/features/users/%61nn?limit=1")),
                        withoutClock(get("/api/features/users/ann?%6Cimit=1")),
                        withoutClock(get("/api/features/users?key=ann&limit=1"))))
                .allMatch(plain::equals);
        assertThat(get("/api/features/users/nobody?limit=1"))
                .returns(404, Answer::status)
                .returns("urn:penstock:problem:no-rows", answer -> answer.at("/type"));
        assertThat(get("/api/features/user/ann?limit=1").at("/did_you_mean")).isEqualTo("users");
    }

    private static JsonNode withoutClock(Answer answer) {
        ObjectNode json = (ObjectNode) answer.json();
        json.path("reads").forEach(read -> ((ObjectNode) read).remove("read_at"));
        return json;
    }

    @Test
    void shouldMergeTheWindowsOfASpanIntoOneRow() {
        var answer = get("/api/features/users/ann?last=5m&to=" + (TIME + 4 * MINUTE));

        assertThat(answer.json().path("rows"))
                .hasToString(
                        "[{\"user\":\"ann\",\"window_start\":%d,\"window_end\":%d,"
                                        .formatted(TIME - MINUTE, TIME + 4 * MINUTE)
                                // Two items and not three; a share of the sums and not of the shares.
                                + "\"clicks\":3,\"buys\":1,\"spend\":10.3,\"share\":0.3333333333333333,\"items\":2,\"last_item\":\"i1\"}]");
        assertThat(answer.json().path("merged_windows").asInt()).isEqualTo(2);
    }

    @Test
    void shouldAnswerEveryKeyWhateverIsInIt() {
        for (String key : ODD_KEYS) {
            String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");

            assertThat(get("/api/features/users?key=" + encoded).at("/rows/0/user"))
                    .isEqualTo(key);
            if (!List.of("", ".", "..", "a\u0000").contains(key)) {
                assertThat(get("/api/features/users/" + encoded).at("/rows/0/user"))
                        .isEqualTo(key);
            }
        }
    }

    @Test
    void shouldFindKeysWhereverProducersPutThem() {
        assertThat(get("/api/features/users/" + STRAY).at("/rows/0/clicks")).isEqualTo("1");
    }

    @Test
    void shouldPageThroughTheRowsOfAKey() {
        var first = get("/api/features/users/ann?limit=1");
        var second = get("/api/features/users/ann?limit=1&page=" + first.at("/next"));

        assertThat(first.at("/rows/0/window_start")).isEqualTo(String.valueOf(TIME + 3 * MINUTE));
        assertThat(second.at("/rows/0/window_start")).isEqualTo(String.valueOf(TIME));
        assertThat(second.json().has("next")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void shouldPageThroughAllKeysOfAWindowInTheirOrder(int limit) {
        List<String> users = new ArrayList<>();
        String path = "/api/features/users?limit=%d&window=%d".formatted(limit, TIME + MINUTE);

        var answer = get(path);
        while (true) {
            assertThat(answer.status()).isEqualTo(200);
            stream(answer.json().path("rows").spliterator(), false)
                    .forEach(row -> users.add(row.path("user").asText()));
            if (!answer.json().has("next")) {
                break;
            }
            answer = get(path + "&page=" + answer.at("/next"));
        }

        assertThat(users)
                .containsExactlyElementsOf(
                        IntStream.range(0, CROWD).mapToObj("u%02d"::formatted).toList());
    }

    @Test
    void shouldAnswerTheKeysOfAWindowWhateverIsInThem() {
        List<String> users = new ArrayList<>();
        get("/api/features/users?limit=1000&window=" + TIME)
                .json()
                .path("rows")
                .forEach(row -> users.add(row.path("user").asText()));

        assertThat(users).contains("ann", "bob", STRAY).containsAll(ODD_KEYS).hasSize(ODD_KEYS.size() + 3);
    }

    @Test
    void shouldAnswerTheRowsWithTheGreatestValues() {
        JsonNode answer = get("/api/features/items?top=spend&limit=3&window=" + (TIME + MINUTE))
                .json();

        assertThat(stream(answer.path("rows").spliterator(), false)
                        .map(row -> row.path("item").asText()))
                .containsExactly("i22", "i21", "i20");
        assertThat(answer.path("reads")).hasSize(PARTITIONS);
    }

    @Test
    void shouldAnswerTheLatestWindowIfNoneIsNamed() {
        String latest = get("/api/features/items").at("/window_start");

        assertThat(Long.parseLong(latest)).isGreaterThanOrEqualTo(TIME + 3 * MINUTE);
        assertThat(get("/api/features/items?window=latest").at("/window_start")).isEqualTo(latest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            /api/features/user/ann               | 404 | unknown-group     | there is no feature group 'user'; did you mean 'users'?
            /api/features/xyz                    | 404 | unknown-group     | there is no feature group 'xyz'; there are users, items, traffic
            /api/features/users/nobody           | 404 | no-rows           | 'users' has no rows of 'nobody'
            /api/features/users/ann?to=60000     | 404 | no-rows           | its newest window begins at 1700000220000 (2023-11-14T22:17:00Z)
            /api/features/users?window=1699999980000 | 404 | no-rows       | 'users' has no rows of the window that begins at 1699999980000 (2023-11-14T22:13:00Z); its latest window begins at
            /api/features/users?window=1700000040001 | 404 | unfit-parameter | expected a time at which a window begins, such as 1700000040000 (2023-11-14T22:14:00Z) or 1700000100000 (2023-11-14T22:15:00Z)
            /api/features/users?window=now       | 400 | bad-parameter     | window: found 'now', expected latest, or epoch milliseconds or ISO-8601 with an offset
            /api/features/users?top=last_item    | 404 | unfit-parameter     | top: found 'last_item', expected a numeric column: clicks, buys, spend, share, items
            /api/features/users?top=clicks&limit=101 | 404 | unfit-parameter | limit: found '101', expected a number from 1 to 100
            /api/features/users?from=0           | 404 | unfit-parameter     | from: found '0', expected a key with it
            /api/features/users?key=a&window=0   | 404 | unfit-parameter     | window: found '0', expected nothing, as there is a key
            /api/features/users?page=x           | 400 | bad-parameter     | page: found 'x', expected the value of next in the answer before
            /api/features/users?top=clicks&page=x | 404 | unfit-parameter     | page: found 'x', expected nothing, as top has no pages
            /api/features/users?key=%FF          | 400 | bad-request       | the part behind the ? can't be read: a % that stands for itself is written %25, and what follows a % is UTF-8
            /api/features/users/ann?last=5       | 400 | bad-parameter     | last: found '5', expected a length such as 30s, 5m, 1h or 1d
            /api/features/users/ann?last=90s     | 404 | unfit-parameter     | last: found '90s', expected a multiple of the window, which is 1m, up to the retention, which is 1d
            /api/features/users/ann?last=25h     | 404 | unfit-parameter     | a multiple of the window, which is 1m, up to the retention, which is 1d
            /api/features/users/ann?last=5m&from=1 | 404 | unfit-parameter   | from: found '1', expected nothing, as last makes one row
            /api/features/users/ann?last=5m&to=1 | 404 | unfit-parameter     | to: found '1', expected a time at which a window begins
            /api/features/users/ann?from=5&to=5  | 404 | unfit-parameter     | to: found '5', expected a time later than from, which is 5
            /api/features/users/ann?from=today   | 400 | bad-parameter     | from: found 'today', expected epoch milliseconds or ISO-8601 with an offset
            /api/features/users/ann?from=2026-11-21T09:00:00+01:00 | 400 | bad-parameter | a + in a URL is written %2B
            /api/features/users/ann?limit=0      | 400 | bad-parameter     | limit: found '0', expected a number from 1 to 1000
            /api/features/users/ann?limit=1&limit=2 | 400 | bad-parameter  | limit: found '1, 2', expected one value
            /api/features/users/ann?form=1       | 400 | unknown-parameter | there is no parameter 'form'; known here: from, to, last, limit, page
            /api/features/users/ann?from=%25zz   | 400 | bad-parameter     | from: found '%zz'
            /api/feature                         | 404 | not-found         | there is nothing at '/api/feature'
            """)
    void shouldSayWhatWasFoundAndWhatWouldBeRight(String path, int status, String type, String detail) {
        var answer = get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.at("/type")).isEqualTo("urn:penstock:problem:" + type);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.at("/detail")).contains(detail);
    }

    @Test
    void shouldTellOfGroupsWithTheirColumns() {
        JsonNode answer = get("/api/groups").json();

        assertThat(answer.path("engine").asText()).isEqualTo(engine);
        assertThat(answer.path("groups"))
                .extracting(group -> group.path("name").asText())
                .containsExactly("users", "items", "traffic");
        assertThat(answer.at("/groups/0/columns/1"))
                .hasToString(
                        "{\"name\":\"buys\",\"aggregate\":\"count\",\"type\":\"integer\",\"where\":{\"type\":[\"buy\"]}}");
        assertThat(answer.at("/groups/0/columns/3"))
                .hasToString(
                        "{\"name\":\"share\",\"aggregate\":\"ratio\",\"type\":\"number\",\"of\":[\"buys\",\"clicks\"]}");
        assertThat(answer.at("/groups/0/fields/events").asLong()).isGreaterThanOrEqualTo(CROWD);
        assertThat(answer.at("/groups/0/fields/missing")).isEmpty();
        assertThat(answer.at("/groups/0/fields/unusable")).isEmpty();
    }

    @Test
    void shouldTellOfItselfWhatItHasAndWhatItHasDone() {
        JsonNode instance = get("/api/instances").json().at("/instances/0");
        JsonNode stats = get("/api/stats").json();

        assertThat(instance.path("status").asText()).isEqualTo("ready");
        assertThat(instance.path("stores"))
                .extracting(store -> store.path("store").asText() + " " + store.path("partition") + " "
                        + store.path("role").asText())
                .contains("users 0 active", "items 3 active", "traffic 1 active");
        assertThat(instance.path("input"))
                .extracting(input -> input.path("topic").asText())
                .contains(clicks.name());
        assertThat(stats.path("complete").asBoolean()).isTrue();
        assertThat(stats.at("/total/events/clicks").asLong()).isGreaterThanOrEqualTo(CROWD);
        assertThat(stats.at("/instances/0/rows/items").asLong()).isPositive();
    }

    @Test
    @Timeout(60)
    void shouldTellAllThatAPageWantsInOneStream() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(
                        served.http().url() + "/api/live?top=items:clicks&series=traffic&group=users&key=ann"))
                .build();
        HttpResponse<Stream<String>> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
        Map<String, JsonNode> told = new HashMap<>();
        try (Stream<String> lines = response.body()) {
            Iterator<String> each = lines.iterator();
            while (told.size() < 5) {
                String line = each.next();
                if (line.startsWith("data: ")) {
                    JsonNode message = new ObjectMapper().readTree(line.substring("data: ".length()));
                    told.put(message.path("about").asText(), message.path("answer"));
                }
            }
        }

        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=utf-8");
        assertThat(told).containsOnlyKeys("stats", "instances", "top items clicks", "series traffic", "key users ann");
        assertThat(told.get("stats").at("/total/events/clicks").asInt()).isGreaterThanOrEqualTo(CROWD);
        assertThat(told.get("instances").at("/instances/0/asked").asBoolean()).isTrue();
        assertThat(told.get("top items clicks").path("rows"))
                .hasToString(get("/api/features/items?top=clicks&limit=10")
                        .json()
                        .path("rows")
                        .toString());
        assertThat(told.get("series traffic").path("rows"))
                .hasToString(
                        get("/api/features/traffic/all").json().path("rows").toString());
        assertThat(told.get("key users ann").path("rows"))
                .hasToString(get("/api/features/users/ann").json().path("rows").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "top=items, 400, expected GROUP:COLUMN",
        "top=nothing:clicks, 404, nothing",
        "top=items:nothing, 404, a numeric column",
        "series=users, 404, a group with key: all",
        "key=ann, 404, go together",
        "group=users, 404, go together",
        "group=nothing&key=ann, 404, nothing",
        "users=ann, 400, known here",
    })
    void shouldRefuseAStreamOfWhatIsNotThere(String parameters, int status, String detail) {
        var answer = get("/api/live?" + parameters);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.at("/detail")).contains(detail);
    }

    @Test
    void shouldShowTheTopologyForPeopleAndForPrograms() {
        assertThat(get("/api/topology").text()).contains("Sub-topology: 0", "Source: clicks");
        assertThat(get("/api/topology?format=mermaid").text())
                .startsWith("flowchart TB")
                .contains("subgraph");
        assertThat(get("/api/topology?format=mermaid&detail=short").text())
                .startsWith("flowchart TB")
                .doesNotContain("subgraph");
        assertThat(get("/api/topology?detail=short").text())
                .contains(clicks.name() + " -> clicks\n", "clicks -> users\n")
                .doesNotContain("Sub-topology");
        JsonNode graph = get("/api/topology?format=json&detail=short").json();
        List<String> ids = stream(graph.path("nodes").spliterator(), false)
                .map(node -> node.path("id").asText())
                .toList();
        assertThat(graph.path("edges"))
                .isNotEmpty()
                .allSatisfy(edge -> assertThat(ids)
                        .contains(edge.path("from").asText(), edge.path("to").asText()));
        assertThat(get("/api/topology?format=svg").at("/detail")).contains("expected one of text, mermaid, json");
    }

    @Test
    void shouldDescribeItselfAsItIs() {
        JsonNode api = get("/api/openapi.json").json();

        Map.of(
                        "/api/groups",
                        "/api/groups",
                        "/api/features/{group}/{key}",
                        "/api/features/users/ann?last=1h&to=" + (TIME + 4 * MINUTE),
                        "/api/features/{group}",
                        "/api/features/users?limit=1",
                        "/api/instances",
                        "/api/instances",
                        "/api/stats",
                        "/api/stats",
                        "/api/topology",
                        "/api/topology?format=json",
                        "/health/live",
                        "/health/live",
                        "/health/ready",
                        "/health/ready")
                .forEach((path, example) -> {
                    JsonNode schema =
                            api.path("paths").path(path).at("/get/responses/200/content/application~1json/schema");
                    new SchemaCheck(api).check(schema, get(example).json(), path);
                });
        new SchemaCheck(api)
                .check(
                        api.at("/paths/~1api~1vectors/post/responses/200/content/application~1json/schema"),
                        vectors("", "{\"keys\": [\"ann\", \"nobody\"], \"features\": [\"users\"]}")
                                .json(),
                        "/api/vectors");
        assertThat(api.at("/components/schemas/VectorsQuestion/required")).hasSize(2);
        assertThat(api.path("paths")).hasSize(11);
    }

    @Test
    void shouldAnswerFeaturesOfManyKeysAtOnce() {
        JsonNode answer = vectors(
                        "",
                        "{\"keys\": [\"ann\", \"nobody\", \"stray\", \"\"], \"features\": [\"users.last_item\", \"traffic.clicks\", \"users.share\"]}")
                .json();

        long newest = TIME + 4 * MINUTE;
        long first = TIME + MINUTE;
        assertThat(answer.path("features")).hasToString("[\"users.last_item\",\"traffic.clicks\",\"users.share\"]");
        assertThat(answer.path("vectors"))
                .hasToString("["
                        + vector("ann", "[\"i1\",null,0]", "present,none,present", newest + ",null," + newest)
                        + ","
                        + vector("nobody", "[null,null,null]", "none,none,none", "null,null,null")
                        + ","
                        + vector(STRAY, "[\"i1\",null,0]", "present,none,present", first + ",null," + first)
                        + ","
                        + vector("", "[\"odd\",null,0]", "present,none,present", first + ",null," + first)
                        + "]");
        assertThat(answer.path("stale").asBoolean()).isFalse();
    }

    @Test
    void shouldAnswerWhatWasKnownWhenWindowsHadEnded() {
        String question = "{\"keys\": [\"ann\", \"u00\"], \"features\": [\"users.clicks\"]}";
        long old = System.currentTimeMillis() - TIME;

        assertThat(vectors("?as_of=" + (TIME + MINUTE), question).status()).isEqualTo(404);
        assertThat(vectors("?as_of=" + (TIME + MINUTE), question).at("/detail")).contains("'users' still has, from");
        assertThat(vectors("?max_age=" + (old / 1000 + 3600) + "s", question)
                        .json()
                        .at("/vectors/0/statuses"))
                .hasToString("[\"present\"]");
        JsonNode tooOld = vectors("?max_age=1h", question).json();
        assertThat(tooOld.at("/vectors/0"))
                .hasToString(vector("ann", "[null]", "outside_ttl", String.valueOf(TIME + 4 * MINUTE)));
        assertThat(tooOld.at("/vectors/1/statuses")).hasToString("[\"outside_ttl\"]");
    }

    private static String vector(String key, String values, String statuses, String ends) {
        return "{\"key\":\"" + key + "\",\"values\":" + values + ",\"statuses\":[\"" + statuses.replace(",", "\",\"")
                + "\"],\"window_ends\":[" + ends + "]}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"keys": ["a"], "features": ["user"]}          | 404 | there is no feature group 'user'; did you mean 'users'?
                    {"keys": ["a"], "features": ["users.click"]}   | 404 | found 'users.click', expected a column; did you mean 'clicks'?
                    {"keys": ["a"], "features": []}                | 404 | expected at least one GROUP or GROUP.COLUMN
                    {"keys": ["a"], "feature": ["users"]}          | 400 | it has another form; expected {"keys": ["KEY"], "features": ["GROUP", "GROUP.COLUMN"]}
                    {"keys": ["a"]}                                | 400 | it has another form; expected {"keys":
                    {"keys": [], "features": [], "as_of": 1}       | 400 | there is no member 'as_of' in it; expected {"keys"
                    {"keys": [null], "features": ["users"]}        | 400 | found null in a list
                    {"keys": ["a"], "features": ["users"]} x       | 400 | it is no JSON from byte
                    ["a"]                                          | 400 | it has another form
                    ``                                             | 400 | the body can't be read
                    """)
    void shouldSayWhatIsWrongWithAQuestionForVectors(String body, int status, String detail) {
        Answer answer = vectors("", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.at("/detail")).contains(detail);
    }

    @Test
    void shouldTakeSoManyKeysAndNoMore() {
        String keys = "\"k\",".repeat(999) + "\"ann\"";

        assertThat(vectors("", "{\"keys\":[" + keys + "],\"features\":[\"users\"]}")
                        .json()
                        .at("/vectors/999/values/0")
                        .asText())
                .isEqualTo("1");
        assertThat(vectors("", "{\"keys\":[\"k\"," + keys + "],\"features\":[\"users\"]}")
                        .at("/detail"))
                .isEqualTo("keys: found '1001 keys', expected 1000 at most");
        assertThat(vectors("", " ".repeat(1 << 20) + "{\"keys\":[],\"features\":[\"users\"]}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void shouldTakeQuestionsForVectorsByPostAlone() {
        Answer answer = get("/api/vectors");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
        assertThat(answer.at("/detail")).isEqualTo("found GET, expected POST");
    }

    private static Answer vectors(String parameters, String question) {
        return served.http().post("/api/vectors" + parameters, question);
    }

    /** What the document lets pass is never called malformed, and what it does not let pass is never answered. */
    @Test
    void shouldTakeTheParametersThatItDescribes() {
        var paths = new DescribedPaths(get("/api/openapi.json").json(), Map.of("group", "users", "key", "ann"));

        assertThat(paths.allowed())
                .hasSizeGreaterThan(60)
                .allSatisfy(path -> assertThat(head(path)).as(path).isNotEqualTo(400));
        assertThat(paths.forbidden())
                .hasSizeGreaterThan(20)
                .allSatisfy(path -> assertThat(head(path)).as(path).isIn(400, 404));
    }

    @Test
    void shouldNameEachOperationAndWhatItIsAbout() {
        JsonNode api = get("/api/openapi.json").json();

        assertThat(api.path("paths"))
                .extracting(path -> path.findValue("operationId").asText())
                .contains("getGroups", "getFeaturesByGroupAndKey", "getHealthReady", "postVectors")
                .doesNotContain("")
                .doesNotHaveDuplicates();
        assertThat(api.path("paths"))
                .extracting(path -> path.findValue("tags").path(0).asText())
                .isSubsetOf(api.path("tags").findValuesAsText("name"));
    }

    /** The status, without the body, which never ends where it is a stream. */
    private static int head(String path) {
        return served.http()
                .send(HttpRequest.newBuilder(URI.create(served.http().url() + path))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build())
                .status();
    }

    @Test
    void shouldServeAPageToTryItWithoutAnythingFromElsewhere() {
        String page = get("/api").text();

        assertThat(page).contains("/assets/swagger-ui/swagger-ui-bundle.js").doesNotContain("http:", "https:", "//");
        for (String file : List.of(
                "/assets/api.js", "/assets/swagger-ui/swagger-ui-bundle.js", "/assets/swagger-ui/swagger-ui.css")) {
            assertThat(get(file).status()).isEqualTo(200);
        }
    }

    @Test
    void shouldServeTheDashboardWithoutAnythingFromElsewhere() {
        String page = get("/").text();

        List<String> files = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)")
                .matcher(page)
                .results()
                .map(file -> file.group(1))
                .toList();
        assertThat(page).doesNotContain("http:", "https:", "=\"//", " style=", " onclick=");
        assertThat(files).contains("/assets/dashboard/app.js", "/assets/chart/dist/chart.umd.min.js");
        assertThat(files).allSatisfy(file -> assertThat(get(file).status()).isEqualTo(200));
        assertThat(get("/assets/dashboard/charts.js").type()).isEqualTo("text/javascript;charset=utf-8");
    }

    @Test
    void shouldNeverFailWhateverIsAsked() {
        var random = new Random(17);
        var requests = new HostileRequests(random);
        try (var errors = new ErrorLog()) {
            for (int i = 0; i < 1500; i++) {
                String request = requests.next();
                String answer = RawHttp.send(served.http().url(), request);
                assertThat(answer)
                        .as(request)
                        .startsWith("HTTP/1.1 ")
                        .doesNotStartWith("HTTP/1.1 5")
                        .doesNotContain("\tat ");
            }
            assertThat(errors.lines()).isEmpty();
        }
        assertThat(get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void shouldBeAliveAndReady() {
        assertThat(get("/health/live").text())
                .startsWith("{\"status\":\"ready\",\"live\":true,\"ready\":true,\"restoring\":null,\"lag\":");
        assertThat(get("/health/ready").status()).isEqualTo(200);
    }

    private static Answer get(String path) {
        return served.http().get(path);
    }

    private static int count(String path) {
        JsonNode rows = get(path).json().path("rows");
        return stream(rows.spliterator(), false)
                .mapToInt(row -> row.path("clicks").asInt())
                .sum();
    }
}
