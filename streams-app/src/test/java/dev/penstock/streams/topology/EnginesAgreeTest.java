// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.test.TestRecord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the pipeline and whatever the events, both engines come to the same rows and set the same things aside: the one
 * that aggregates event by event, and the one that gathers those of each run before it stores them.
 */
class EnginesAgreeTest {

    private static final long T = TestPipeline.NOW.toEpochMilli() - 3_600_000;

    private static final String SOURCES = """
            sources:
              s: {topic: s, partitioned_by: user, timestamp: {field: at, unit: millis}}
            streams:
              odd: {from: s, where: {kind: [a, 7]}, select: {user: user, kind: kind, x: y, y: x}, enrich: {time: {}}, set: {n: 1}, to: odd}
            """;

    /** An event, how far the time moves before it, by how much its clock is fast, and whether a run ends with it. */
    record Step(String user, String json, long move, long lead, boolean last) {}

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void shouldComeToTheSame(
            @ForAll("groups") List<String> groups, @ForAll("steps") List<Step> steps, @ForAll boolean lenient)
            throws IOException {
        String features = IntStream.range(0, groups.size())
                .mapToObj(i -> "  g%d: {to: out%d, %s}\n".formatted(i, i, groups.get(i)))
                .collect(Collectors.joining());
        String yaml = (lenient ? SOURCES.replace("unit: millis}", "unit: millis}, numbers: lenient") : SOURCES)
                + "features:\n" + features;

        assertThat(results("micro-batch", yaml, groups.size(), inRuns(steps)))
                .as(yaml)
                .isEqualTo(results(
                        "per-event",
                        yaml,
                        groups.size(),
                        records(steps).stream().map(InRuns::alone).toList()));
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(List<Step> steps) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        long time = T;
        for (Step step : steps) {
            time += step.move();
            long at = Math.max(0, step.move() < 0 ? time + 2 * step.move() : time);
            String json = step.json().replace("AT", Long.toString(at + step.lead()));
            records.add(InRuns.record("s", records.size(), time, step.user(), json, new RecordHeaders()));
        }
        return records;
    }

    private static List<TestRecord<byte[], byte[]>> inRuns(List<Step> steps) {
        List<ConsumerRecord<byte[], byte[]>> records = records(steps);
        var runs = new ArrayList<TestRecord<byte[], byte[]>>();
        int from = 0;
        for (int to = 1; to <= steps.size(); to++) {
            if (to == steps.size() || steps.get(to - 1).last()) {
                runs.addAll(InRuns.of(records.subList(from, to)));
                from = to;
            }
        }
        return runs;
    }

    /** The newest rows of each group, and, as they came, what was late and what was bad. */
    private static Map<String, Object> results(
            String engine, String yaml, int groups, List<TestRecord<byte[], byte[]>> records) throws IOException {
        Path folder = Files.createTempDirectory("engines-agree");
        try (var pipeline = new TestPipeline("engine: " + engine + "\n" + yaml, folder)) {
            records.forEach(record -> pipeline.send("s", record));
            Map<String, Object> results = new LinkedHashMap<>();
            for (int i = 0; i < groups; i++) {
                results.put("rows of g" + i, newest(pipeline.read("out" + i)));
                results.put("late in g" + i, pipeline.values("out" + i + "-late"));
                results.put("counted in g" + i, pipeline.counted("penstock.events.counted", "group", "g" + i));
                results.put("without key in g" + i, pipeline.counted("penstock.events.key.missing", "group", "g" + i));
            }
            results.put("odd", pipeline.values("odd"));
            results.put("bad", pipeline.values("s-dlq"));
            results.put("unusable", pipeline.unusable());
            return results;
        } finally {
            Utils.delete(folder.toFile());
        }
    }

    private static Map<String, String> newest(List<TestRecord<byte[], byte[]>> rows) {
        Map<String, String> newest = new LinkedHashMap<>();
        for (var row : rows) {
            String json = new String(row.value(), UTF_8);
            String window = json.replaceFirst(".*\"window_start\":(\\d+),.*", "$1");
            newest.put(new String(row.key(), UTF_8) + " at " + window, json + " stamped " + row.timestamp());
        }
        return newest;
    }

    @Provide
    static Arbitrary<List<String>> groups() {
        Arbitrary<String> numbers = Arbitraries.of(
                "{count: events}",
                "{sum: x}",
                "{min: x}",
                "{max: x}",
                "{avg: x}",
                "{duration: events}",
                "{variance: x}",
                "{stddev: x}",
                "{quantile: {field: x, q: 0.5}}",
                "{distinct: y}",
                "{count: events, where: {kind: a}}",
                "{sum: x, where: {kind: [b, 7], y: true}}",
                "{distinct: kind, where: {x: 1}}");
        Arbitrary<String> values = Arbitraries.of(
                "{first: y}",
                "{last: y}",
                "{last: x, where: {user: ann}}",
                "{last_n: {field: y, n: 3}}",
                "{count_by: y}");
        Arbitrary<String> ratios = Combinators.combine(numbers, numbers)
                .as("part: %s, whole: %s, share: {ratio: [part, whole]}"::formatted);
        Arbitrary<String> others = Arbitraries.frequencyOf(Tuple.of(3, numbers), Tuple.of(1, values))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(list -> IntStream.range(0, list.size())
                        .mapToObj(i -> "c" + i + ": " + list.get(i))
                        .collect(Collectors.joining(", ")));
        Arbitrary<String> columns = Arbitraries.oneOf(
                        others, ratios, Combinators.combine(others, ratios).as("%s, %s"::formatted))
                .map("{%s}"::formatted);
        return Combinators.combine(
                        Arbitraries.of("s", "s", "odd"),
                        Combinators.combine(
                                        Arbitraries.of("user", "kind", "[user, kind]", "all"),
                                        Arbitraries.of("text", "text", "as_is"),
                                        Arbitraries.of("key", "key_and_window"))
                                .as("%s, key_type: %s, record_key: %s"::formatted),
                        Arbitraries.of("1s", "1m", "1h", "1m, offset: 7s", "1d, offset: 12h, zone: Europe/Stockholm"),
                        Arbitraries.of("0s", "500ms", "30s"),
                        columns)
                .as((from, key, window, grace, all) -> "from: %s, key: %s, window: %s, grace: %s, columns: %s"
                        .formatted(from, key, window, grace, all))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    @Provide
    static Arbitrary<List<Step>> steps() {
        // One user has most of the events, and most events fall in the same few windows.
        Arbitrary<String> users = Arbitraries.frequency(
                Tuple.of(12, "ann"),
                Tuple.of(4, "bob"),
                Tuple.of(1, ""),
                Tuple.of(1, "a|b\\\\"),
                Tuple.of(1, "\u00e9\\u00e9"));
        Arbitrary<String> kinds = Arbitraries.of(
                "\"a\"",
                "\"b\"",
                "7",
                "7.0",
                "true",
                "null",
                "\"\\u0061\"",
                "\"7\"",
                "7.5",
                "{}",
                "\"\\ud83d\"",
                "\"" + "k".repeat(8_193) + "\"");
        Arbitrary<String> numbers = Arbitraries.of(
                "1",
                "0.1",
                "-2.50",
                "1e3",
                "12345678901234567890.5",
                "1e-300",
                "0",
                "\"1\"",
                "\"-2.50\"",
                "\" +1e3 \"",
                "\"12 EUR\"",
                "\"1e999\"",
                "1e999",
                "NaN",
                "-Infinity",
                "true",
                "[1]",
                "1,\"x\":2",
                "null");
        Arbitrary<String> values = Arbitraries.of(
                "true",
                "\"z\"",
                "\"\\u007a\"",
                "3",
                "3.0",
                "null",
                "\"\"",
                "[1]",
                "{\"y\":1}",
                "NaN",
                "\"\\ude00z\"",
                "\"" + "y".repeat(8_193) + "\"",
                "1e999",
                "3,\"y\":3");
        Arbitrary<Long> moves = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.of(0L, 1L, 40L, 400L, 999L, -1L, -300L)),
                Tuple.of(1, Arbitraries.of(20_000L, 61_000L, -700L, -45_000L, -100_000L)));
        Arbitrary<Long> leads = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.of(0L, 0L, 300L)), Tuple.of(1, Arbitraries.of(20_000L, 600_000L, 3_000_000L)));
        Arbitrary<Boolean> lasts = Arbitraries.frequency(Tuple.of(1, true), Tuple.of(9, false));
        Arbitrary<String> ends = Arbitraries.frequency(Tuple.of(30, "}"), Tuple.of(1, ""), Tuple.of(1, "}}"));
        return Combinators.combine(users, kinds, numbers, values, moves, leads, ends, lasts)
                .as((user, kind, x, y, move, lead, end, last) -> new Step(
                        unescaped(user),
                        "{\"user\":\"%s\",\"kind\":%s,\"x\":%s,\"y\":%s,\"at\":AT%s".formatted(user, kind, x, y, end),
                        move,
                        lead,
                        last))
                .list()
                .ofMinSize(1)
                .ofMaxSize(80);
    }

    /** The text that a JSON string stands for, as far as the users above go. */
    private static String unescaped(String user) {
        return user.replace("\\\\", "\\").replace("\\u00e9", "\u00e9");
    }
}
