// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.sentiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class SentimentScorerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PYTHON = System.getenv().getOrDefault("PENSTOCK_PYTHON", "python3");
    private static final int FRESH_TEXTS = 20_000;

    /** @param score and the shares as Python says them */
    record Said(String text, BigDecimal score, BigDecimal positive, BigDecimal neutral, BigDecimal negative) {

        Sentiment sentiment() {
            return new Sentiment(
                    score.movePointRight(Sentiment.SCORE_DIGITS).intValueExact(),
                    share(positive),
                    share(neutral),
                    share(negative));
        }

        private static int share(BigDecimal share) {
            return share.movePointRight(Sentiment.SHARE_DIGITS).intValueExact();
        }
    }

    @Test
    void shouldSayOfEveryTextWhatPythonSays() throws IOException {
        assertThat(compare(resource("sentiment-texts.jsonl"))).isEqualTo(2000);
    }

    @Test
    void shouldSayOfFreshTextsWhatPythonSays(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(hasOriginal(), PYTHON + " has no vaderSentiment 3.3.2; PENSTOCK_PYTHON names one that has");
        Path script = Files.write(
                folder.resolve("sentiment_texts.py"),
                resource("sentiment_texts.py").readAllBytes());
        long seed = ThreadLocalRandom.current().nextInt(1_000_000);
        Path texts = folder.resolve("texts.jsonl");

        int exitCode = new ProcessBuilder(PYTHON, script.toString(), "" + seed, "" + FRESH_TEXTS)
                .redirectOutput(texts.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();

        assertThat(exitCode).isZero();
        assertThat(compare(Files.newInputStream(texts))).as("seed %s", seed).isEqualTo(FRESH_TEXTS);
    }

    private static boolean hasOriginal() throws InterruptedException {
        String check = "import importlib.metadata as m; assert m.version('vaderSentiment') == '3.3.2'";
        try {
            return new ProcessBuilder(PYTHON, "-c", check)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noPython) {
            return false;
        }
    }

    /** How many texts there were. */
    private static int compare(InputStream said) throws IOException {
        var scorer = new SentimentScorer();
        int count = 0;
        try (var lines = new BufferedReader(new InputStreamReader(said, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Said expected = JSON.readValue(line, Said.class);
                assertThat(scorer.score(expected.text())).as(line).isEqualTo(expected.sentiment());
                count++;
            }
        }
        return count;
    }

    private static InputStream resource(String name) {
        return requireNonNull(SentimentScorerTest.class.getResourceAsStream(name), name);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0500,POSITIVE",
        "0.0499,NEUTRAL",
        "0,NEUTRAL",
        "-0.0499,NEUTRAL",
        "-0.0500,NEGATIVE",
    })
    void shouldCallAScoreByAWord(BigDecimal score, Sentiment.Label label) {
        assertThat(new Said("", score, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO)
                        .sentiment()
                        .label())
                .isEqualTo(label);
    }

    @Test
    void shouldScoreATextAsLongAsARecord() {
        String text = "but " + "good ".repeat(200_000);

        assertThat(new SentimentScorer().score(text)).isEqualTo(new Sentiment(10_000, 1000, 0, 0));
    }
}
