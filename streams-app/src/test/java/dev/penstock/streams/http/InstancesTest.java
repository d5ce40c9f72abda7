// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.http.HttpProbe.Answer;
import dev.penstock.streams.http.ServedClicks.Served;
import dev.penstock.streams.http.security.Tls;
import dev.penstock.streams.http.security.Token;
import dev.penstock.streams.http.server.HttpSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static dev.penstock.streams.http.ServedClicks.PARTITIONS;
import static dev.penstock.streams.http.ServedClicks.PATIENCE;
import static dev.penstock.streams.http.ServedClicks.TIME;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static java.util.stream.StreamSupport.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two instances that share the partitions, and talk to each other over TLS with a token. */
class InstancesTest {

    private static final String[] TOKEN = {"Authorization", "Bearer 0123456789abcdef-of-the-test"};
    private static final List<String> USERS =
            IntStream.range(0, 20).mapToObj("u%02d"::formatted).toList();

    @TempDir
    static Path folder;

    private static LocalKafka kafka;
    private static ServedClicks clicks;

    @BeforeAll
    static void startKafka() {
        kafka = LocalKafka.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void shouldAnswerTheSameWhicheverInstanceIsAsked() throws Exception {
        clicks = new ServedClicks("two", kafka.bootstrapServers(), "micro-batch");
        clicks.createTopics();
        clicks.send(USERS.stream()
                .map(user -> clicks.event(user, "i-" + user, "1", TIME, "buy"))
                .toList());
        HttpSettings http = secured();

        try (var one = clicks.start(folder.resolve("one"), Map.of(), http);
                var other = clicks.start(folder.resolve("other"), Map.of(), http)) {
            awaitEveryKey(one, other);

            assertThat(askedInstances(one)).hasSize(2);
            for (String path : List.of("/api/features/users", "/api/features/items", "/api/features/items?top=spend")) {
                assertThat(get(one, path).json().path("rows"))
                        .isEqualTo(get(other, path).json().path("rows"))
                        .hasSize(USERS.size());
            }
            assertThat(get(one, "/api/features/users/nobody").status()).isEqualTo(404);
            assertThat(names(get(one, "/api/instances").json().path("instances"), "instance"))
                    .isEqualTo(names(get(other, "/api/instances").json().path("instances"), "instance"))
                    .hasSize(2);
            assertThat(get(one, "/api/stats").json().at("/total/events/clicks").asInt())
                    .isEqualTo(USERS.size());
            assertThat(get(one, "/api/stats?instance=self").json().path("instances"))
                    .hasSize(1);

            JsonNode vectors = vectors(one);
            assertThat(vectors).isEqualTo(vectors(other));
            assertThat(vectors.path("vectors"))
                    .extracting(vector -> vector.at("/values/0").asInt())
                    .containsExactlyElementsOf(USERS.stream().map(user -> 1).toList());

            shouldSayThatAnInstanceDoesNotAnswer(one, other);
            assertThat(vectors(one).path("vectors"))
                    .extracting(vector -> vector.at("/statuses/0").asText() + " " + vector.at("/values/0"))
                    .containsOnly("present 1", "unavailable null")
                    .contains("present 1", "unavailable null");
        }
    }

    private static JsonNode vectors(Served at) {
        String keys = USERS.stream().collect(joining("\",\"", "[\"", "\"]"));
        return at.http()
                .post("/api/vectors", "{\"keys\":" + keys + ",\"features\":[\"users.clicks\"]}", TOKEN)
                .json();
    }

    /** The other one still has its partitions, but nobody can ask it. */
    private static void shouldSayThatAnInstanceDoesNotAnswer(Served one, Served other) {
        other.endpoint().close();

        List<Answer> answers = USERS.stream()
                .map(user -> get(one, "/api/features/users/" + user))
                .toList();
        assertThat(answers).extracting(Answer::status).containsOnly(200, 503).contains(200, 503);
        assertThat(answers).filteredOn(answer -> answer.status() == 503).allSatisfy(answer -> {
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.at("/type")).isEqualTo("urn:penstock:problem:unreachable");
        });
        assertThat(get(one, "/api/features/users").status()).isEqualTo(503);
        assertThat(get(one, "/api/instances").json().path("instances"))
                .anySatisfy(instance ->
                        assertThat(instance.path("reachable").asBoolean()).isTrue())
                .anySatisfy(
                        instance -> assertThat(instance.path("error").asText()).isNotEmpty());
        assertThat(get(one, "/api/stats").json().path("complete").asBoolean()).isFalse();
    }

    @Test
    void shouldAnswerFromAStandbyAndSaySo() {
        clicks = new ServedClicks("standby", kafka.bootstrapServers(), "micro-batch");
        clicks.createTopics();
        clicks.send(USERS.stream()
                .map(user -> clicks.event(user, "i-" + user, "1", TIME, "buy"))
                .toList());
        Map<String, String> standbys = Map.of("num.standby.replicas", "1");
        long startedAt = System.currentTimeMillis();

        try (var one = clicks.start(folder.resolve("three"), standbys);
                var other = clicks.start(folder.resolve("four"), standbys)) {
            awaitEveryKey(one, other);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(roles(one)).contains("active", "standby"));
            // With nothing but the marker of the last transaction behind what they have.
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(standbyLags(one)).isSubsetOf("0", "1"));

            other.endpoint().close();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(USERS)
                            .extracting(user ->
                                    get(one, "/api/features/users/" + user).status())
                            .containsOnly(200));
            List<JsonNode> answers = USERS.stream()
                    .map(user -> get(one, "/api/features/users/" + user).json())
                    .toList();
            assertThat(answers)
                    .extracting(answer -> answer.path("stale").asBoolean())
                    .contains(true, false);
            assertThat(answers)
                    .filteredOn(answer -> answer.path("stale").asBoolean())
                    .allSatisfy(answer -> {
                        assertThat(answer.at("/reads/0/role").asText()).isEqualTo("standby");
                        assertThat(answer.at("/reads/0/lag").isIntegralNumber()).isTrue();
                        assertThat(answer.path("updated_at").asLong()).isBetween(startedAt, System.currentTimeMillis());
                    });
            assertThat(get(one, "/api/features/users").json().path("stale").asBoolean())
                    .isTrue();
            shouldNotTakeAStandbysWordForNothing(one, answers);
        }
    }

    /** What a standby does not have, the active one may have. */
    private static void shouldNotTakeAStandbysWordForNothing(Served one, List<JsonNode> answers) {
        String stale = IntStream.range(0, USERS.size())
                .filter(i -> answers.get(i).path("stale").asBoolean())
                .mapToObj(USERS::get)
                .findFirst()
                .orElseThrow();

        assertThat(get(one, "/api/features/users/" + stale + "?to=60000").status())
                .isEqualTo(503);
    }

    @Test
    void shouldNeverAnswerWronglyWhileInstancesComeAndGo() {
        clicks = new ServedClicks("moving", kafka.bootstrapServers(), "micro-batch");
        clicks.createTopics();
        clicks.send(USERS.stream()
                .map(user -> clicks.event(user, "i-" + user, "1", TIME, "buy"))
                .toList());

        try (var one = clicks.start(folder.resolve("five"), Map.of())) {
            awaitEveryKey(one);
            try (var asking = new Asking(one)) {
                try (var other = clicks.start(folder.resolve("six"), Map.of())) {
                    other.awaitRunning();
                    await().atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(askedInstances(one)).hasSize(2));
                }
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(askedInstances(one)).hasSize(1));
                assertThat(asking.statuses).contains(200).isSubsetOf(200, 503);
                assertThat(asking.clicks).containsOnly("1");
            }
        }
    }

    /** Asks for one user after the other, again and again. */
    private static final class Asking implements AutoCloseable {

        private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
        private final Set<String> clicks = ConcurrentHashMap.newKeySet();
        private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        private final Served asked;
        private int count;

        Asking(Served asked) {
            this.asked = asked;
            scheduler.scheduleWithFixedDelay(this::ask, 0, 2, TimeUnit.MILLISECONDS);
        }

        private void ask() {
            var answer = asked.http().get("/api/features/users/" + USERS.get(count++ % USERS.size()));
            statuses.add(answer.status());
            if (answer.status() == 200) {
                clicks.add(answer.at("/rows/0/clicks"));
            }
        }

        @Override
        public void close() {
            scheduler.shutdownNow();
        }
    }

    private static void awaitEveryKey(Served... all) {
        for (Served one : all) {
            one.awaitRunning();
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (Served one : all) {
                assertThat(get(one, "/api/features/traffic/all").at("/rows/0/clicks"))
                        .isEqualTo(String.valueOf(USERS.size()));
                assertThat(get(one, "/api/features/items").json().path("rows")).hasSize(USERS.size());
                assertThat(USERS)
                        .extracting(
                                user -> get(one, "/api/features/users/" + user).at("/rows/0/clicks"))
                        .containsOnly("1");
            }
        });
    }

    /** Which instances answer for the users, as seen from one of them. */
    private static Set<String> askedInstances(Served one) {
        var answer = get(one, "/api/features/users");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("reads")).hasSize(PARTITIONS);
        return names(answer.json().path("reads"), "instance");
    }

    private static Set<String> roles(Served one) {
        return names(get(one, "/api/instances").json().at("/instances/0/stores"), "role");
    }

    private static List<String> standbyLags(Served one) {
        List<String> lags = new ArrayList<>();
        get(one, "/api/instances")
                .json()
                .path("instances")
                .forEach(instance -> instance.path("stores").forEach(store -> {
                    if (store.path("role").asText().equals("standby")
                            && store.path("store").asText().equals("users")) {
                        lags.add(store.path("lag").asText());
                    }
                }));
        return lags;
    }

    private static Set<String> names(JsonNode all, String member) {
        return stream(all.spliterator(), false)
                .map(one -> one.path(member).asText())
                .collect(toSet());
    }

    private static Answer get(Served one, String path) {
        return one.http().get(path, TOKEN);
    }

    private static HttpSettings secured() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), TOKEN[1].substring("Bearer ".length()) + "\n");
        Path password = Files.writeString(folder.resolve("password"), "of-the-test\n");
        Path keys = KeyStores.selfSigned(folder.resolve("keys.p12"), "of-the-test");
        return new HttpSettings("127.0.0.1", 0, "", Token.read(token), Tls.read(keys, password));
    }
}
