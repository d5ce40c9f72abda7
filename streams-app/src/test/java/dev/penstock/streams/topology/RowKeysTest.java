// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What rows are keyed by, with either engine. */
@ParameterizedClass
@ValueSource(strings = {"micro-batch", "per-event"})
class RowKeysTest {

    private static final long T = TestPipeline.NOW.toEpochMilli() - 600_000;

    @Parameter
    private String engine;

    @TempDir
    private Path folder;

    @Test
    void shouldHaveTheWindowInTheRecordKeyWhereAskedFor() {
        try (var pipeline = pipeline("key: [user, item], record_key: key_and_window")) {
            send(pipeline, T, "'a|b'");
            send(pipeline, T + 60_000, "'a|b'");
            send(pipeline, T + 1, "'a|b'");

            assertThat(keysAndRows(pipeline))
                    .containsExactly(
                            "ann|a\\|b|" + T + " {'user':'ann','item':'a|b'} 1",
                            "ann|a\\|b|" + (T + 60_000) + " {'user':'ann','item':'a|b'} 1",
                            "ann|a\\|b|" + T + " {'user':'ann','item':'a|b'} 2");
        }
    }

    @Test
    void shouldTakeKeysForTextsUnlessToldOtherwise() {
        try (var pipeline = pipeline("key: item")) {
            send(pipeline, T, "7");
            send(pipeline, T, "'7'");

            assertThat(keysAndRows(pipeline)).containsExactly("7 {'item':'7'} 1", "7 {'item':'7'} 2");
        }
    }

    @Test
    void shouldKeepTheTypesOfKeysWhereAskedFor() {
        try (var pipeline = pipeline("key: item, key_type: as_is")) {
            for (String item : List.of(
                    "7",
                    "'7'",
                    "true",
                    "'true'",
                    "-12345678901234567890123",
                    "'\\u0037'",
                    "'007'",
                    "'a'",
                    "'\\\"'",
                    "''")) {
                send(pipeline, T, item);
            }

            assertThat(keysAndRows(pipeline))
                    .containsExactly(
                            "7 {'item':7} 1",
                            "'7' {'item':'7'} 1",
                            "true {'item':true} 1",
                            "'true' {'item':'true'} 1",
                            "-12345678901234567890123 {'item':-12345678901234567890123} 1",
                            "'7' {'item':'7'} 2",
                            "007 {'item':'007'} 1",
                            "a {'item':'a'} 1",
                            "'\\'' {'item':'\\''} 1",
                            " {'item':''} 1");
        }
    }

    @Test
    void shouldKeepTheTypesOfSeveralKeyFields() {
        try (var pipeline = pipeline("key: [item, user], key_type: as_is, record_key: key_and_window")) {
            send(pipeline, T, "1");
            send(pipeline, T, "'1'");
            send(pipeline, T, "'\\\"|'");

            assertThat(keysAndRows(pipeline))
                    .containsExactly(
                            "1|ann|" + T + " {'item':1,'user':'ann'} 1",
                            "'1'|ann|" + T + " {'item':'1','user':'ann'} 1",
                            "'\\\\'\\|'|ann|" + T + " {'item':'\\'|','user':'ann'} 1");
        }
    }

    private TestPipeline pipeline(String group) {
        return new TestPipeline("""
                engine: %s
                sources:
                  s: {topic: s, partitioned_by: user, timestamp: {field: at, unit: millis}}
                features:
                  g: {from: s, %s, window: 1m, to: rows, columns: {n: {count: events}}}
                """.formatted(engine, group), folder);
    }

    /** Single quotation marks stand for double ones. */
    private static void send(TestPipeline pipeline, long time, String item) {
        pipeline.send(
                "s",
                "ann",
                "{'user':'ann','at':%d,'item':%s}".formatted(time, item).replace('\'', '"'));
    }

    /** Record key, key fields and count of each row. */
    private static List<String> keysAndRows(TestPipeline pipeline) {
        return pipeline.read("rows").stream().map(RowKeysTest::keyAndRow).toList();
    }

    private static String keyAndRow(TestRecord<byte[], byte[]> row) {
        String json = new String(row.value(), UTF_8);
        String all = new String(row.key(), UTF_8) + " " + json.replaceFirst(",\"window_start.*\"n\":(\\d+)}$", "} $1");
        return all.replace('"', '\'');
    }
}
