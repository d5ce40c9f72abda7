// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.dedup;

import dev.penstock.streams.metrics.PipelineMetrics;
import dev.penstock.streams.topology.TestPipeline;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DuplicateFilterTest {

    private static final long T = TestPipeline.NOW.minus(Duration.ofDays(2)).toEpochMilli();

    @TempDir
    private Path folder;

    private TestPipeline pipeline;

    private void start(String engine, String source) {
        String yaml = """
                engine: %s
                sources:
                  in: {topic: in, timestamp: {field: at, unit: millis}, %s}
                streams:
                  out: {from: in, to: out}
                features:
                  all: {from: in, key: all, window: 1d, retention: 9d, to: all, columns: {n: {count: events}}}
                """;
        pipeline = new TestPipeline(String.format(Locale.ROOT, yaml, engine, source), folder);
    }

    private void start(String source) {
        start("micro-batch", source);
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    private void send(int seconds, String members) {
        String json = "{" + members + ",'at':" + (T + seconds * 1000L) + "}";
        pipeline.send("in", new TestRecord<>(null, json.replace('\'', '"').getBytes(UTF_8)));
    }

    private List<String> taken() {
        return pipeline.values("out").stream()
                .map(json -> json.replaceAll(",\"at\".*", "").replace('"', '\'').substring(1))
                .toList();
    }

    private List<String> letters() {
        return pipeline.read("in-dlq").stream()
                .map(letter -> text(letter, "__streams.errors.message"))
                .toList();
    }

    private static String text(TestRecord<byte[], byte[]> record, String header) {
        Header last = record.headers().lastHeader(header);
        return last == null ? null : new String(last.value(), UTF_8);
    }

    private double duplicates() {
        return pipeline.counted(PipelineMetrics.DEAD_LETTERS, "source", "in", "reason", "duplicate_event");
    }

    @ParameterizedTest
    @ValueSource(strings = {"micro-batch", "per-event"})
    void shouldSetTheSecondEventOfAnIdAsideAndCountIt(String engine) {
        start(engine, "dedup: {by: id, within: 10m}");
        send(0, "'id':'a','n':1");
        send(1, "'id':'b','n':2");
        send(2, "'id':'a','n':3");
        send(3, "'id':'a','n':4");

        assertThat(taken()).containsExactly("'id':'a','n':1", "'id':'b','n':2");
        assertThat(letters())
                .containsExactly(
                        "duplicate_event: 'id' is the text 'a', as in the event at offset 0",
                        "duplicate_event: 'id' is the text 'a', as in the event at offset 0");
        assertThat(duplicates()).isEqualTo(2);
        assertThat(pipeline.values("all")).last().asString().contains("\"n\":2");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 600, 7_777})
    void shouldForgetAnIdWhenThePartitionsTimeHasMovedOn(int within) {
        start("dedup: {by: id, within: " + within + "s}");
        for (int round = 0; round < 5; round++) {
            int first = round * 4 * within;
            send(first, "'id':'a','n':1");
            send(first + within, "'id':'a','n':2");
            send(first + within + 1, "'id':'a','n':3");
            send(first + 2 * within, "'id':'a','n':4");
        }

        assertThat(taken()).hasSize(10).allMatch(event -> event.endsWith("1") || event.endsWith("3"));
    }

    @Test
    void shouldRememberByTheTimeOfThePartitionWhateverTheTimeOfTheEvent() {
        start("dedup: {by: id, within: 10m}");
        send(0, "'id':'a'");
        send(3_600, "'id':'b'");
        send(0, "'id':'a'");
        send(0, "'id':'a'");
        send(4_200, "'id':'c'");
        send(0, "'id':'a'");
        send(4_201, "'id':'d'");
        send(0, "'id':'a'");

        assertThat(taken()).containsExactly("'id':'a'", "'id':'b'", "'id':'a'", "'id':'c'", "'id':'d'", "'id':'a'");
    }

    @Test
    void shouldTakeEventsWithoutAnId() {
        start("dedup: {by: id, within: 10m}");
        for (String id : List.of("'x':1", "'id':null", "'id':{}", "'id':''", "'id':7", "'id':true")) {
            send(0, id);
            send(0, id);
        }

        assertThat(taken())
                .containsExactly(
                        "'x':1",
                        "'x':1",
                        "'id':null",
                        "'id':null",
                        "'id':{}",
                        "'id':{}",
                        "'id':''",
                        "'id':7",
                        "'id':true");
        assertThat(pipeline.counted(
                        PipelineMetrics.UNUSABLE_FIELDS, "source", "in", "field", "id", "reason", "key_wrong_type"))
                .isEqualTo(2);
    }

    @Test
    void shouldTakeSeveralFieldsTogetherForAnId() {
        start("dedup: {by: [of, id], within: 10m}");
        send(0, "'of':'x','id':'1'");
        send(0, "'of':'y','id':'1'");
        send(0, "'of':'x','id':'2'");
        send(0, "'of':'x|','id':'1'");
        send(0, "'of':'x','id':'|1'");
        send(0, "'of':'x','id':'1'");

        assertThat(taken()).hasSize(5);
        assertThat(letters())
                .containsExactly(
                        "duplicate_event: 'of' is the text 'x' and 'id' is the text '1', as in the event at offset 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"micro-batch", "per-event"})
    void shouldTakeElementsOfARecordThatShareAnIdAndSetARecordAsideAsOne(String engine) {
        start(engine, "each: items, dedup: {by: id, within: 10m}");
        send(0, "'id':'a','items':[1,2,1]");
        send(0, "'id':'a','items':[1,2,1]");
        send(0, "'id':'b','items':[3]");

        assertThat(taken())
                .containsExactly(
                        "'id':'a','items':1", "'id':'a','items':2", "'id':'a','items':1", "'id':'b','items':3");
        assertThat(pipeline.read("in-dlq")).singleElement().satisfies(letter -> {
            assertThat(new String(letter.value(), UTF_8)).startsWith("{\"id\":\"a\",\"items\":[1,2,1]");
            assertThat(text(letter, "__penstock.element")).isNull();
        });
        assertThat(duplicates()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"micro-batch", "per-event"})
    void shouldSetASingleElementAside(String engine) {
        start(engine, "each: items, dedup: {by: items.id, within: 10m}");
        send(0, "'items':[{'id':'a'},{'id':'b'}]");
        send(0, "'items':[{'id':'c'},{'id':'b'},{'id':'d'}]");

        assertThat(taken())
                .containsExactly(
                        "'items':{'id':'a'}", "'items':{'id':'b'}", "'items':{'id':'c'}", "'items':{'id':'d'}");
        assertThat(pipeline.read("in-dlq"))
                .singleElement()
                .satisfies(
                        letter -> assertThat(text(letter, "__penstock.element")).isEqualTo("1"));
    }

    /** What is no event leaves no id behind. */
    @Test
    void shouldTakeAnEventWhoseIdABadOneHad() {
        start("dedup: {by: id, within: 10m}, require: {required: [n]}");
        send(0, "'id':'a'");
        send(0, "'id':'a','n':1");

        assertThat(taken()).containsExactly("'id':'a','n':1");
    }
}
