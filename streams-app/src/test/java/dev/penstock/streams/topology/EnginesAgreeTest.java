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
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.test.TestRecord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the pipeline and whatever the events, both engines come to the same rows and set the same things aside. */
class EnginesAgreeTest {

    private static final long T = TestPipeline.NOW.toEpochMilli() - 3_600_000;

    private static final String SOURCES = """
            sources:
              s: {topic: s, partitioned_by: user, timestamp: {field: at, unit: millis}}
            streams:
              odd: {from: s, where: {kind: [a, 7]}, select: {user: user, kind: kind, x: y, y: x}, enrich: {time: {}}, set: {n: 1}, to: odd}
            """;

    /** An event, and how far the time moves before it. */
    record Step(String user, String json, long move) {}

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void shouldComeToTheSame(@ForAll("groups") List<String> groups, @ForAll("steps") List<Step> steps)
            throws IOException {
        String features = IntStream.range(0, groups.size())
                .mapToObj(i -> "  g%d: {to: out%d, %s}\n".formatted(i, i, groups.get(i)))
                .collect(Collectors.joining());
        String yaml = SOURCES + "features:\n" + features;

        assertThat(run("micro-batch", yaml, groups.size(), steps))
                .as(yaml)
                .isEqualTo(run("per-event", yaml, groups.size(), steps));
    }

    /** The newest rows of each group, and, as they came, what was late and what was bad. */
    private static Map<String, Object> run(String engine, String yaml, int groups, List<Step> steps)
            throws IOException {
        Path folder = Files.createTempDirectory("engines-agree");
        try (var pipeline = new TestPipeline("engine: " + engine + "\n" + yaml, folder)) {
            long time = T;
            for (Step step : steps) {
                time += step.move();
                long at = Math.max(0, step.move() < 0 ? time + 2 * step.move() : time);
                pipeline.send("s", step.user(), step.json().replace("AT", Long.toString(at)));
            }
            Map<String, Object> results = new LinkedHashMap<>();
            for (int i = 0; i < groups; i++) {
                results.put("rows of g" + i, newest(pipeline.read("out" + i)));
                results.put("late in g" + i, pipeline.values("out" + i + "-late"));
                results.put("without key in g" + i, pipeline.counted("penstock.events.key.missing", "group", "g" + i));
            }
            results.put("bad", pipeline.values("s-dlq"));
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
        Arbitrary<String> columns = Arbitraries.of(
                        "{count: events}",
                        "{sum: x}",
                        "{min: x}",
                        "{max: x}",
                        "{avg: x}",
                        "{first: y}",
                        "{last: y}",
                        "{duration: events}",
                        "{distinct: y}",
                        "{count: events, where: {kind: a}}",
                        "{sum: x, where: {kind: [b, 7], y: true}}",
                        "{last: x, where: {user: ann}}",
                        "{distinct: kind, where: {x: 1}}")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(list -> IntStream.range(0, list.size())
                        .mapToObj(i -> "c" + i + ": " + list.get(i))
                        .collect(Collectors.joining(", ", "{", "}")));
        return Combinators.combine(
                        Arbitraries.of("s", "s", "odd"),
                        Arbitraries.of("user", "kind", "[user, kind]", "all"),
                        Arbitraries.of("1s", "1m", "1h"),
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
        Arbitrary<String> users = Arbitraries.of("ann", "bob", "", "a|b\\\\", "\u00e9\\u00e9");
        Arbitrary<String> kinds = Arbitraries.of("\"a\"", "\"b\"", "7", "7.0", "true", "null", "\"\\u0061\"");
        Arbitrary<String> numbers =
                Arbitraries.of("1", "0.1", "-2.50", "1e3", "12345678901234567890.5", "1e-300", "0", "\"1\"", "null");
        Arbitrary<String> values = Arbitraries.of("true", "\"z\"", "\"\\u007a\"", "3", "3.0", "null", "\"\"", "[1]");
        Arbitrary<Long> moves = Arbitraries.of(0L, 1L, 1L, 400L, 999L, 20_000L, 61_000L, -700L, -45_000L, -100_000L);
        Arbitrary<String> ends = Arbitraries.frequency(Tuple.of(30, "}"), Tuple.of(1, ""), Tuple.of(1, "}}"));
        return Combinators.combine(users, kinds, numbers, values, moves, ends)
                .as((user, kind, x, y, move, end) -> new Step(
                        unescaped(user),
                        "{\"user\":\"%s\",\"kind\":%s,\"x\":%s,\"y\":%s,\"at\":AT%s".formatted(user, kind, x, y, end),
                        move))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    /** The text that a JSON string stands for, as far as the users above go. */
    private static String unescaped(String user) {
        return user.replace("\\\\", "\\").replace("\\u00e9", "\u00e9");
    }
}
