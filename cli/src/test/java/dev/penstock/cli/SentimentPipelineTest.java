// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.sentiment.Sentiment;
import dev.penstock.streams.sentiment.SentimentScorer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the worked pipeline of sentiment as a user does, and works out by a few plain lines what it has to say. */
class SentimentPipelineTest {

    private static final Path PIPELINE = Path.of("..", "pipelines", "sentiment.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TEXTS = 6_000;
    private static final long MINUTE = 60_000;

    @TempDir
    private Path folder;

    @Test
    void shouldScoreEachTextOnceAndSumUpUsersPerMinute() throws Exception {
        try (var kafka = LocalKafka.start()) {
            String server = kafka.bootstrapServers();
            String file = PIPELINE.toAbsolutePath().toString();
            run("topics", "--pipeline", file, "--bootstrap-server", server, "--topic-config", "retention.ms=-1");
            run(
                    "produce",
                    "--texts",
                    "--count=" + TEXTS,
                    "--users=20",
                    "--duplicates=0.05",
                    "--start=2026-01-31T11:59:57Z",
                    "--bootstrap-server=" + server);
            try (var app = PenstockProcess.start(
                    folder, "streams", "--pipeline", file, "--bootstrap-server", server, "--http-port", "0")) {
                Map<String, JsonNode> sent = new TreeMap<>();
                read(server, "sentiment_requests").forEach(text -> sent.put(id(text), text));
                assertThat(sent).hasSize(TEXTS * 95 / 100);

                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> read(server, "sentiment-results").size() >= sent.size());
                Map<String, JsonNode> expected = new TreeMap<>();
                sent.forEach((id, text) -> expected.put(id, scored(text)));
                List<JsonNode> results = read(server, "sentiment-results");
                assertThat(results).hasSameSizeAs(sent.keySet());
                assertThat(results).allSatisfy(result -> assertThat(result).isEqualTo(expected.get(id(result))));

                Map<String, List<JsonNode>> windows = byUserAndMinute(expected);
                Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                    Map<String, JsonNode> rows = newestRows(read(server, "user-sentiment"));
                    assertThat(rows.keySet()).isEqualTo(windows.keySet());
                    windows.forEach((row, texts) -> assertFits(rows.get(row), texts));
                });
                assertThat(read(server, "sentiment_requests-dlq")).hasSize(TEXTS - sent.size());
                assertThat(read(server, "user-sentiment-late")).isEmpty();
                app.terminate();
                assertThat(app.await().exitCode()).isZero();
            }
        }
    }

    private static String id(JsonNode text) {
        return text.get("id").asText();
    }

    /** As the stream has to write it. */
    private static JsonNode scored(JsonNode text) {
        Sentiment sentiment = new SentimentScorer().score(text.get("text").asText());
        ObjectNode scored = text.deepCopy();
        scored.putObject("sentiment")
                .put("score", BigDecimal.valueOf(sentiment.score(), 4).doubleValue())
                .put("label", sentiment.label().name().toLowerCase(Locale.ROOT))
                .put("positive", BigDecimal.valueOf(sentiment.positive(), 3).doubleValue())
                .put("neutral", BigDecimal.valueOf(sentiment.neutral(), 3).doubleValue())
                .put("negative", BigDecimal.valueOf(sentiment.negative(), 3).doubleValue());
        return scored;
    }

    private static Map<String, List<JsonNode>> byUserAndMinute(Map<String, JsonNode> texts) {
        Map<String, List<JsonNode>> windows = new TreeMap<>();
        for (JsonNode text : texts.values()) {
            String user = text.at("/metadata/user_id").asText();
            long start = text.get("timestamp").asLong() / MINUTE * MINUTE;
            windows.computeIfAbsent(user + " at " + start, first -> new ArrayList<>())
                    .add(text);
        }
        return windows;
    }

    private static Map<String, JsonNode> newestRows(List<JsonNode> rows) {
        Map<String, JsonNode> newest = new TreeMap<>();
        for (JsonNode row : rows) {
            newest.put(
                    row.get("metadata.user_id").asText() + " at "
                            + row.get("window_start").asLong(),
                    row);
        }
        return newest;
    }

    private static void assertFits(JsonNode row, List<JsonNode> texts) {
        List<Double> scores = texts.stream()
                .map(text -> text.at("/sentiment/score").asDouble())
                .sorted()
                .toList();
        BigDecimal sum = scores.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(row.get("texts").asInt()).isEqualTo(texts.size());
        assertThat(row.get("positive").asLong()).isEqualTo(labelled(texts, "positive"));
        assertThat(row.get("negative").asLong()).isEqualTo(labelled(texts, "negative"));
        assertThat(row.get("sentiment_avg").asDouble())
                .isEqualTo(sum.divide(BigDecimal.valueOf(scores.size()), MathContext.DECIMAL64)
                        .doubleValue());
        assertThat(row.get("sentiment_min").asDouble()).isEqualTo(scores.get(0));
        assertIsQuantile(row.get("sentiment_p10"), scores, 0.1);
        assertIsQuantile(row.get("sentiment_median"), scores, 0.5);
        assertIsQuantile(row.get("sentiment_p90"), scores, 0.9);
    }

    private static long labelled(List<JsonNode> texts, String label) {
        return texts.stream()
                .filter(text -> text.at("/sentiment/label").asText().equals(label))
                .count();
    }

    private static void assertIsQuantile(JsonNode found, List<Double> scores, double q) {
        double exact = scores.get((int) (q * (scores.size() - 1)));
        assertThat(Math.abs(found.asDouble() - exact)).isLessThanOrEqualTo(Math.abs(exact) / 100 + 1e-9);
    }

    private PenstockProcess.Result run(String... arguments) throws IOException {
        var result = PenstockProcess.run(folder, arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result;
    }

    private List<JsonNode> read(String server, String topic) throws IOException {
        var out = PenstockProcess.run(
                        folder,
                        "kafka",
                        "console-consumer",
                        "--bootstrap-server",
                        server,
                        "--topic",
                        topic,
                        "--from-beginning",
                        "--isolation-level",
                        "read_committed",
                        "--timeout-ms",
                        "3000")
                .out();
        List<JsonNode> values = new ArrayList<>();
        for (String line : out.lines().toList()) {
            values.add(JSON.readTree(line));
        }
        return values;
    }
}
