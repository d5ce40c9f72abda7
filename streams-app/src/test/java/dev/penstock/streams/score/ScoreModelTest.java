// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.score;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.score.FakeModel.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ScoreModelTest {

    private static final List<String> TEXTS =
            IntStream.range(0, 16).mapToObj(i -> "text " + i).toList();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private FakeModel server;
    private Scoring scoring;
    private ScoreModel model;

    @BeforeEach
    void start() throws IOException {
        server = new FakeModel();
        Pipeline pipeline = PipelineReader.read("test.yaml", """
                sources:
                  in: {topic: in, partitioned_by: user, timestamp: {field: at, unit: millis}}
                streams:
                  out: {from: in, to: out, score: {tone: {field: text, url: "%s", timeout: 500ms, retries: 2}}}
                """.formatted(server.url()));
        scoring = new Scoring(pipeline, meters);
        model = scoring.of(pipeline.streams().get(0)).get(0);
    }

    @AfterEach
    void stop() {
        scoring.close();
        server.close();
    }

    @Test
    void shouldAnswerInTheOrderOfTheTexts() throws Exception {
        assertThat(ask())
                .containsExactlyElementsOf(TEXTS.stream()
                        .map(text ->
                                "{\"label\":\"" + text.toUpperCase(Locale.ROOT) + "\",\"score\":" + text.length() + "}")
                        .toList());
        assertThat(server.calls).containsExactly(TEXTS);
    }

    @ParameterizedTest
    @CsvSource({"429, too_many_requests", "500, server_error", "503, server_error"})
    void shouldRepeatWhatMayPass(int status, String kind) throws Exception {
        var calls = new AtomicInteger();
        server.does(texts -> calls.getAndIncrement() < 2 ? new Answer(status, "busy") : FakeModel.right(texts));

        assertThat(ask()).hasSize(16).noneMatch(result -> result.contains("status"));
        assertThat(server.calls).containsExactly(TEXTS, TEXTS, TEXTS);
        assertThat(meters.get("penstock.score.retries").counter().count()).isEqualTo(2);
        assertThat(meters.get("penstock.score.failures")
                        .tag("kind", kind)
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void shouldRepeatWhatTakesTooLong() throws Exception {
        var calls = new AtomicInteger();
        var release = new CompletableFuture<Void>();
        server.does(texts -> {
            if (calls.getAndIncrement() == 0) {
                release.join();
            }
            return FakeModel.right(texts);
        });

        assertThat(ask()).hasSize(16);
        release.complete(null);
        assertThat(meters.get("penstock.score.failures")
                        .tag("kind", "timeout")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"400, 1", "500, 3"})
    void shouldFindTheOneTextThatTheModelDoesNotTake(int status, int callsEach) throws Exception {
        server.does(texts -> texts.contains("text 11") ? new Answer(status, "no such text") : FakeModel.right(texts));

        List<String> results = ask();

        assertThat(results.get(11)).contains("status " + status + ": 'no such text'");
        assertThat(results).filteredOn(result -> result.startsWith("{")).hasSize(15);
        assertThat(server.calls.stream().filter(texts -> texts.equals(TEXTS))).hasSize(callsEach);
        assertThat(scoring.failure()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html>        | expected a JSON object, found '<html>'",
                "{}            | the answer has no 'outputs': '{}'",
                "{\"outputs\":[{\"name\":\"logits\",\"data\":[1]},{\"name\":\"label\",\"data\":[]}]} | output 'label' has 0 values, expected 1, one for each text",
                "{\"outputs\":[{\"name\":\"logits\",\"data\":[1]},{\"name\":\"other\",\"data\":[]}]} | the model has the outputs logits, other, expected label, score",
                "{\"outputs\":[{\"name\":\"label\",\"data\":[7]},{\"name\":\"score\",\"data\":[1]}]} | output 'label' has 7 for a text, expected a text"
            })
    void shouldWaitForAModelThatIsAnotherAndSayWhatWasFoundAndExpected(String body, String told) {
        server.does(texts -> new Answer(200, body));

        CompletableFuture<List<ScoreResult>> answer = model.ask(List.of("one"));

        Awaitility.await().until(() -> scoring.failure().isPresent());
        assertThat(scoring.failure()).get().asString().endsWith("/infer: " + told);
        assertThat(meters.get("penstock.score.waiting").gauge().value()).isEqualTo(1);
        server.does(FakeModel::right);
        assertThat(answer).succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(scoring.failure()).isEmpty();
    }

    @Test
    void shouldRefuseNothingWhileTheModelIsAway() {
        server.does(texts -> new Answer(503, "starting"));
        CompletableFuture<List<ScoreResult>> answer = model.ask(TEXTS);
        Awaitility.await().until(() -> scoring.failure().isPresent());

        server.does(FakeModel::right);

        assertThat(answer)
                .succeedsWithin(20, TimeUnit.SECONDS)
                .satisfies(results -> assertThat(results).allMatch(ScoreResult.Found.class::isInstance));
    }

    @Test
    void shouldTakeObjectsThatAreWrittenAsTexts() throws Exception {
        server.does(texts -> new Answer(200, """
                {"outputs": [{"name": "output", "shape": [1], "datatype": "BYTES",
                  "data": ["{\\"label\\": \\"POSITIVE\\", \\"score\\": 0.5, \\"more\\": 1}"]}]}
                """));

        assertThat(texts(model.ask(List.of("one")).get(10, TimeUnit.SECONDS)))
                .containsExactly("{\"label\":\"POSITIVE\",\"score\":0.5}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"inputs\":[{\"name\":\"image\"}],\"outputs\":[]} | the model has the inputs image, expected 'text'",
                "{\"inputs\":[{\"name\":\"text\"}],\"outputs\":[{\"name\":\"logits\"}]} | the model has the outputs logits, expected label, score"
            })
    void shouldTellAModelThatSaysThatItIsAnother(String metadata, String told) {
        server.tells(metadata);
        var lines = new ArrayList<String>();

        scoring.start(() -> {}, () -> {}, lines::add);

        Awaitility.await().until(() -> !lines.isEmpty());
        assertThat(lines).containsExactly("out.score.tone: " + told);
    }

    private List<String> ask() throws Exception {
        return texts(model.ask(TEXTS).get(20, TimeUnit.SECONDS));
    }

    private static List<String> texts(List<ScoreResult> results) {
        return results.stream()
                .map(result -> result instanceof ScoreResult.Found found
                        ? new String(found.json(), UTF_8)
                        : ((ScoreResult.Refused) result).why())
                .toList();
    }
}
