// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.score;

import dev.penstock.event.pipeline.mistake.InvalidPipelineException;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.deadletters.LetterHeaders;
import dev.penstock.streams.score.FakeModel.Answer;
import dev.penstock.streams.topology.TestPipeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScoredStreamTest {

    private static final String SOURCE = """
            sources:
              in: {topic: in, partitioned_by: user, timestamp: {field: at, unit: millis}}
            """;
    private static final String READERS = """
              loud: {from: out, where: {tone.label: HELLO}, to: loud}
            features:
              tones:
                {from: out, key: user, window: 1m, to: tones, columns: {n: {count: events}, mean: {avg: tone.score}}}
            """;

    @TempDir
    private Path folder;

    private FakeModel model;

    @BeforeEach
    void start() throws IOException {
        model = new FakeModel();
    }

    @AfterEach
    void stop() {
        model.close();
    }

    private String stream(String settings) {
        return SOURCE + "streams:\n  out: {from: in, to: out, score: {tone: {field: text, url: \"" + model.url() + "\""
                + settings + "}}}\n";
    }

    private static String event(String text) {
        return "{\"user\":\"ann\",\"at\":1767268000000,\"text\":\"" + text + "\"}";
    }

    @Test
    void shouldAddWhatTheModelSaysForAllWhoReadTheStream() {
        try (var pipeline = new TestPipeline(stream("") + READERS, folder)) {
            pipeline.send("in", "ann", event("hello"));

            String scored = "{\"user\":\"ann\",\"at\":1767268000000,\"text\":\"hello\","
                    + "\"tone\":{\"label\":\"HELLO\",\"score\":5}}";
            assertThat(pipeline.values("out")).containsExactly(scored);
            assertThat(pipeline.values("loud")).containsExactly(scored);
            // Their deltas leave before the same commit.
            assertThat(pipeline.values("tones")).singleElement().asString().contains("\"n\":1,\"mean\":5");
        }
    }

    @Test
    void shouldAskNothingAboutEventsWithoutAText() {
        try (var pipeline = new TestPipeline(stream(""), folder)) {
            pipeline.send("in", "ann", "{\"user\":\"ann\",\"at\":1767268000000,\"tone\":1}");

            assertThat(pipeline.values("out")).containsExactly("{\"user\":\"ann\",\"at\":1767268000000}");
            assertThat(model.calls).isEmpty();
        }
    }

    @Test
    void shouldSetATextAsideThatTheModelDoesNotTake() {
        model.does(texts -> texts.contains("bad") ? new Answer(400, "too bad") : FakeModel.right(texts));
        try (var pipeline = new TestPipeline(stream(""), folder)) {
            pipeline.send("in", "ann", event("good"));
            pipeline.send("in", "ann", event("bad"));

            assertThat(pipeline.values("out")).hasSize(1);
            assertThat(pipeline.read("in-dlq")).singleElement().satisfies(letter -> {
                assertThat(new String(letter.value(), UTF_8)).isEqualTo(event("bad"));
                assertThat(new String(
                                letter.headers()
                                        .lastHeader(LetterHeaders.MESSAGE)
                                        .value(),
                                UTF_8))
                        .startsWith("not_scored: the model of 'tone' does not take the text in 'text': ")
                        .endsWith("/infer: status 400: 'too bad'");
                assertThat(new String(
                                letter.headers()
                                        .lastHeader(LetterHeaders.OFFSET)
                                        .value(),
                                UTF_8))
                        .isEqualTo("1");
            });
        }
    }

    @Test
    void shouldGoOnWithConstantsWhereTheFileSaysSo() {
        model.does(texts -> texts.contains("bad") ? new Answer(400, "too bad") : FakeModel.right(texts));
        try (var pipeline =
                new TestPipeline(stream(", on_failure: default, default: {label: unknown, score: 0.5}"), folder)) {
            pipeline.send("in", "ann", event("bad"));

            assertThat(pipeline.values("out"))
                    .singleElement()
                    .asString()
                    .endsWith("\"tone\":{\"label\":\"unknown\",\"score\":0.5}}");
        }
    }

    @Test
    void shouldTellMistakesWithTheirPlace() {
        assertThatThrownBy(() -> PipelineReader.read("p.yaml", SOURCE + """
                streams:
                  out:
                    from: in
                    to: out
                    set: {tone.kind: x}
                    score:
                      tone: {field: text, url: "localhost:8000", on_failure: deadletter, batch: 0, witin: 1s}
                engine: per-event
                """))
                .isInstanceOf(InvalidPipelineException.class)
                .message()
                .contains(
                        "expected the address of a model, such as http://localhost:8080/v2/models/tone, found 'localhost:8000'",
                        "expected one of dead_letter, default, pause, found 'deadletter'; did you mean 'dead_letter'?",
                        "expected a whole number from 1 to 10000, found '0'",
                        "unknown key 'witin'; did you mean 'within'?");
    }
}
