// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldPath;
import dev.penstock.event.protect.FieldDecryptor;
import dev.penstock.event.protect.FieldProtector;
import dev.penstock.event.protect.KeyKind;
import dev.penstock.event.protect.KeysetFile;
import dev.penstock.streams.topology.TestPipeline;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What comes encrypted is worked with, and leaves encrypted; what goes wrong with it is told without it. */
class ProtectedStreamTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "anna@example.org";
    private static final String PIPELINE = """
            engine: %s
            sources:
              logins:
                topic: logins
                partitioned_by: user
                timestamp: {field: at, unit: millis}
                decrypt: {fields: [ip, email], keyset: "%s"}
                require: {properties: {email: {type: string, maxLength: 30}}}
            streams:
              located:
                from: logins
                where: {plan: gold}
                enrich: {geo: {field: ip}}
                encrypt: {fields: [ip, email], keyset: "%s"}
                pseudonymise: {fields: user, keyset: "%s"}
                to: located
              copied: {from: located, to: copied}
            features:
              per_user: {from: located, key: user, window: 1m, to: per-user, columns: {n: {count: events}}}
              known: {from: logins, key: user, window: 1m, to: known, columns: {n: {count: events, where: {email: "anna@example.org"}}}}
            """;

    @TempDir
    private Path folder;

    private KeysetFile random;
    private KeysetFile other;
    private KeysetFile pseudonyms;

    @BeforeEach
    void create() {
        random = create("random.json", KeyKind.RANDOM);
        other = create("other.json", KeyKind.DETERMINISTIC);
        pseudonyms = create("pseudonyms.json", KeyKind.HMAC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"micro-batch", "per-event"})
    void shouldWorkWithWhatItWritesEncrypted(String engine) throws IOException {
        try (var pipeline = pipeline(engine)) {
            pipeline.send("logins", "user-one", encrypted("logins", random));

            TestRecord<byte[], byte[]> made = pipeline.read("located").get(0);
            String text = new String(made.value(), UTF_8);
            JsonNode event = JSON.readTree(text);
            assertThat(text).doesNotContain(SECRET, "85.230.1.2", "user-one");
            assertThat(event.get("geo").get("region").textValue()).isEqualTo("europe");
            assertThat(event.get("user").textValue()).startsWith("psn:").isEqualTo(new String(made.key(), UTF_8));
            assertThat(decrypted("located", made.value(), other).get("email").textValue())
                    .isEqualTo(SECRET);

            TestRecord<byte[], byte[]> copy = pipeline.read("copied").get(0);
            assertThat(copy.key()).isEqualTo(made.key());
            assertThat(copy.value()).isEqualTo(made.value());
            assertThat(JSON.readTree(pipeline.values("per-user").get(0)).get("user"))
                    .isEqualTo(event.get("user"));
            assertThat(JSON.readTree(pipeline.values("known").get(0)).get("n").intValue())
                    .isOne();
        }
    }

    @Test
    void shouldReadOldValuesAfterRotation() {
        String old = encrypted("logins", random);
        new KeysetFile(folder.resolve("random.json")).rotate(false);
        try (var pipeline = pipeline("micro-batch")) {
            pipeline.send("logins", "user-one", old);
            pipeline.send("logins", "user-one", encrypted("logins", new KeysetFile(folder.resolve("random.json"))));

            assertThat(pipeline.values("located")).hasSize(2);
        }
    }

    @Test
    void shouldLearnOfANewKeyWhileItRuns() {
        try (var pipeline = pipeline("micro-batch")) {
            pipeline.send("logins", "user-one", encrypted("logins", random));
            new KeysetFile(folder.resolve("random.json")).rotate(false);
            String young = encrypted("logins", new KeysetFile(folder.resolve("random.json")));

            await().untilAsserted(() -> {
                pipeline.send("logins", "user-one", young);
                assertThat(pipeline.values("located")).isNotEmpty();
                assertThat(pipeline.values("logins-dlq")).isEmpty();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"micro-batch", "per-event"})
    void shouldSetAsideWhatALostKeyEncrypted(String engine) {
        KeysetFile lost = create("lost.json", KeyKind.RANDOM);
        String event = encrypted("logins", lost);
        try (var pipeline = pipeline(engine)) {
            pipeline.send("logins", "user-one", event);

            TestRecord<byte[], byte[]> letter = pipeline.read("logins-dlq").get(0);
            assertThat(letter.value()).isEqualTo(event.getBytes(UTF_8));
            assertThat(message(letter))
                    .startsWith("key_unknown: 'ip' is encrypted with key "
                            + lost.keyset().entries().get(0).id());
            assertThat(pipeline.values("known")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "another topic | not_decrypted: 'ip' can't be decrypted",
                "another field | not_decrypted: 'ip' can't be decrypted",
                "changed       | not_decrypted: 'ip' can't be decrypted",
                "cut           | not_decrypted: 'ip' is cut or changed",
                "in clear      | not_decrypted: 'ip' is not encrypted",
                "too long      | rule_violated: 'email' is a value that came encrypted, but maxLength is 30"
            })
    void shouldTellNoValueOfWhatItSetsAside(String how, String why) throws IOException {
        String good = encrypted("logins", random);
        JsonNode event = JSON.readTree(good);
        String ip = event.get("ip").textValue();
        String bad = switch (how) {
            case "another topic" -> encrypted("others", random);
            case "another field" -> good.replace(ip, event.get("email").textValue());
            case "changed" ->
                good.replace(ip, ip.substring(0, ip.length() - 4) + (ip.endsWith("AAAA") ? "BBBB" : "AAAA"));
            case "cut" -> good.replace(ip, "enc:AB");
            case "in clear" -> good.replace(ip, "85.230.1.2");
            default -> encrypted("logins", random, SECRET + "x".repeat(30));
        };
        try (var pipeline = pipeline("micro-batch")) {
            pipeline.send("logins", "user-one", bad);

            TestRecord<byte[], byte[]> letter = pipeline.read("logins-dlq").get(0);
            assertThat(letter.value()).isEqualTo(bad.getBytes(UTF_8));
            assertThat(message(letter)).startsWith(why).doesNotContain(SECRET, "85.230.1.2");
        }
    }

    @Test
    void shouldSetAsideWhatItCanNotProtect() {
        String yaml = """
                sources:
                  in: {topic: in, timestamp: {field: at, unit: millis}}
                streams:
                  out: {from: in, encrypt: {fields: [items.email], keyset: "%s"}, to: out}
                """.formatted(folder.resolve("random.json"));
        try (var pipeline = new TestPipeline(yaml, folder.resolve("state"))) {
            pipeline.send("in", "k", "{\"at\":1767268800000,\"items\":[{\"email\":\"a\"}]}");
            pipeline.send("in", "k", "{\"at\":1767268800000,\"items\":{\"email\":\"a\",\"email\":\"b\"}}");
            pipeline.send("in", "k", "{\"at\":1767268800000,\"items\":{\"email\":null}}");
            pipeline.send("in", "k", "{\"at\":1767268800000,\"items\":\"none\"}");

            assertThat(pipeline.read("in-dlq"))
                    .extracting(ProtectedStreamTest::message)
                    .containsExactly(
                            "wrong_shape: 'items.email' is protected, but runs into a list",
                            "duplicate_field: 'items.email' is there more than once");
            assertThat(pipeline.values("out"))
                    .containsExactly(
                            "{\"at\":1767268800000,\"items\":{\"email\":null}}",
                            "{\"at\":1767268800000,\"items\":\"none\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"micro-batch", "per-event"})
    void shouldReplaceTheKeyThatSessionsBringWithThem(String engine) throws IOException {
        String yaml = """
                engine: %s
                sources:
                  in: {topic: in, timestamp: {field: at, unit: millis}}
                streams:
                  out: {from: in, enrich: {session: {gap: 1m, by: user}}, pseudonymise: {fields: user, keyset: "%s"}, to: out}
                """.formatted(engine, folder.resolve("pseudonyms.json"));
        try (var pipeline = new TestPipeline(yaml, folder.resolve("state"))) {
            pipeline.send("in", "k", "{\"at\":1767268800000,\"user\":\"anna\"}");

            TestRecord<byte[], byte[]> made = pipeline.read("out").get(0);
            JsonNode event = JSON.readTree(made.value());
            assertThat(event.get("user").textValue()).startsWith("psn:").isEqualTo(new String(made.key(), UTF_8));
            assertThat(event.get("session").get("index").intValue()).isOne();
        }
    }

    private KeysetFile create(String name, KeyKind kind) {
        Path file = folder.resolve(name);
        KeysetFile.create(file, kind);
        return new KeysetFile(file);
    }

    private TestPipeline pipeline(String engine) {
        return new TestPipeline(
                PIPELINE.formatted(
                        engine,
                        folder.resolve("random.json"),
                        folder.resolve("other.json"),
                        folder.resolve("pseudonyms.json")),
                folder.resolve("state"));
    }

    private static String encrypted(String topic, KeysetFile keys) {
        return encrypted(topic, keys, SECRET);
    }

    private static String encrypted(String topic, KeysetFile keys, String email) {
        byte[] event =
                ("{\"user\":\"user-one\",\"at\":1767268800000,\"plan\":\"gold\",\"ip\":\"85.230.1.2\",\"email\":\""
                                + email + "\"}")
                        .getBytes(UTF_8);
        var fields = List.of(FieldPath.parse("ip"), FieldPath.parse("email"));
        return new String(
                new FieldProtector.Builder(topic)
                        .encrypt(fields, keys)
                        .build(DecodeLimits.DEFAULT)
                        .protect(event),
                UTF_8);
    }

    private static JsonNode decrypted(String topic, byte[] event, KeysetFile keys) throws IOException {
        return JSON.readTree(new FieldDecryptor(topic, List.of(FieldPath.parse("email")), keys, DecodeLimits.DEFAULT)
                .decrypt(event));
    }

    private static String message(TestRecord<byte[], byte[]> letter) {
        Header message = letter.headers().lastHeader("__streams.errors.message");
        return new String(message.value(), UTF_8);
    }
}
