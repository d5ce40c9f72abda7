// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.http.MonitoringFiles.Rule;
import dev.penstock.streams.http.PromQl.Selector;
import dev.penstock.streams.http.PrometheusText.Family;
import dev.penstock.streams.http.ServedClicks.Served;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static dev.penstock.streams.http.ServedClicks.MINUTE;
import static dev.penstock.streams.http.ServedClicks.PATIENCE;
import static dev.penstock.streams.http.ServedClicks.TIME;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.awaitility.Awaitility.await;

/** What Prometheus sees of an instance that has read good, bad, late and empty records. */
class MetricsTest {

    private static final int USERS = 20;

    /** Good ones: a click of each user, and one without an item and with an amount that is no number. Then a late one, one that is no JSON, and an empty one. */
    private static final int COUNTED = USERS + 1;

    private static final int RECORDS = COUNTED + 3;

    /** Labels that Prometheus itself gives to what it scrapes. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    /** There only where a pipeline asks models; {@code ScoreMetersTest} checks them. */
    private static final String OF_MODELS = "penstock_score_";

    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final Pattern ROW =
            Pattern.compile("\\| `((?:penstock|kafka|jvm|process|system)_[a-z0-9_]+)` \\|(.*)\\|");
    /** Where a name ends with its unit the page has that. */
    private static final Pattern UNIT = Pattern.compile("_(bytes|seconds)(_total|_max)?$");

    /** Buckets have the one, all of Kafka's the other: the page says it once. */
    private static final Set<String> UNTOLD = Set.of("le", "kafka_version");

    /** Not there before there was one, and of those beside the program not with every collector. */
    private static final Set<String> OF_COLLECTIONS = Set.of(
            "jvm_gc_pause_seconds",
            "jvm_gc_pause_seconds_max",
            "jvm_gc_concurrent_phase_time_seconds",
            "jvm_gc_concurrent_phase_time_seconds_max");

    private static final Pattern WORD = Pattern.compile("`([a-z_]+)`");

    @TempDir
    static Path folder;

    private static LocalKafka kafka;
    private static Served served;

    @BeforeAll
    static void start() {
        kafka = LocalKafka.start();
        var clicks = new ServedClicks("metrics", kafka.bootstrapServers(), "micro-batch");
        clicks.createTopics();
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            events.add(clicks.event("person-" + i, "thing-" + i % 3, "1", TIME + i, "view"));
        }
        events.add(Map.of("user", "person-0", "amount", "much", "at", TIME + USERS, "type", "view"));
        events.add(clicks.event("person-0", "thing-0", "1", TIME - 120 * MINUTE, "view"));
        clicks.send(events);
        clicks.sendText("person-1", "no JSON");
        clicks.sendText("person-1", null);
        served = clicks.start(folder.resolve("state"), Map.of()).awaitRunning();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(scraped().family("penstock_events_total").sum()).isEqualTo(RECORDS);
            assertThat(scraped().value("penstock_events_counted_total", Map.of("group", "traffic")))
                    .isEqualTo(COUNTED);
            assertThat(scraped().value("penstock_rows_total", Map.of("output", "traffic")))
                    .isPositive();
        });
    }

    @AfterAll
    static void stop() {
        served.close();
        kafka.close();
    }

    private static String text() {
        var answer = served.http().get("/metrics");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type().replace(" ", "")).isEqualToIgnoringCase("text/plain;version=0.0.4;charset=utf-8");
        return answer.text();
    }

    private static PrometheusText scraped() {
        return PrometheusText.read(text());
    }

    @ParameterizedTest
    @CsvSource({
        "penstock_events_total, source, clicks, 24",
        "penstock_records_processed_total, source, clicks, 24",
        "penstock_events_empty_total, source, clicks, 1",
        "penstock_events_counted_total, group, users, 21",
        "penstock_events_counted_total, group, items, 20",
        "penstock_events_counted_total, group, traffic, 21",
        "penstock_events_key_missing_total, group, users, 0",
        "penstock_events_key_missing_total, group, items, 1",
        "penstock_events_late_total, group, users, 1",
        "penstock_events_late_total, group, items, 1",
        "penstock_events_late_total, group, traffic, 1",
    })
    void shouldTellWhatBecameOfEachRecord(String name, String label, String value, int count) {
        assertThat(scraped().value(name, Map.of(label, value))).isEqualTo(count);
    }

    @Test
    void shouldTellDeadLettersByReason() {
        var letters = scraped();

        assertThat(letters.family("penstock_dead_letters_total").sum()).isEqualTo(1);
        assertThat(letters.value("penstock_dead_letters_total", Map.of("source", "clicks", "reason", "not_json")))
                .isEqualTo(1);
    }

    @Test
    void shouldTellFieldsThatCannotBeUsedByReasonAndHowManyNeverCame() {
        var fields = scraped();

        assertThat(fields.family("penstock_fields_unusable_total").sum()).isEqualTo(1);
        assertThat(fields.value(
                        "penstock_fields_unusable_total",
                        Map.of("source", "clicks", "field", "amount", "reason", "not_a_number")))
                .isEqualTo(1);
        assertThat(fields.value("penstock_fields_missing", Map.of("source", "clicks")))
                .isZero();
    }

    @Test
    void shouldTellHowMuchTheCombinerHeld() {
        var figures = scraped();
        double deltas = figures.family("penstock_deltas_total").sum();

        // A user has one window here, so there are as many deltas as there are users, or one more of whom came twice.
        assertThat(figures.value("penstock_deltas_total", Map.of("group", "users")))
                .isBetween((double) USERS, (double) COUNTED);
        assertThat(figures.family("penstock_combine_deltas").sum("penstock_combine_deltas_sum"))
                .isEqualTo(deltas);
        assertThat(figures.family("penstock_combine_size_bytes").sum("penstock_combine_size_bytes_sum"))
                .isGreaterThan(deltas);
    }

    @Test
    void shouldTellHowOldTheEventsOfARowAre() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var figures = scraped();
            double rows = figures.value("penstock_rows_total", Map.of("output", "users"));
            var users = Map.of("group", "users");

            assertThat(figures.value("penstock_row_latency_seconds_count", users))
                    .isEqualTo(rows);
            assertThat(figures.value("penstock_row_latency_seconds_sum", users) / rows)
                    .isCloseTo(System.currentTimeMillis() / 1e3 - TIME / 1e3, withPercentage(1));
        });
    }

    @Test
    void shouldTellRequestsByRouteAndNotByPath() {
        served.http().get("/api/features/users/person-1");
        served.http().get("/api/features/nothing/person-1");
        served.http().get("/person-1");

        String name = "penstock_http_requests_seconds_count";
        // A request is counted when it was answered.
        await().atMost(PATIENCE).untilAsserted(() -> {
            var figures = scraped();
            String route = "/api/features/{group}/{key}";
            assertThat(figures.value(name, Map.of("route", route, "status", "2xx")))
                    .isEqualTo(1);
            assertThat(figures.value(name, Map.of("route", route, "status", "4xx")))
                    .isEqualTo(1);
            assertThat(figures.value(name, Map.of("route", "none", "status", "4xx")))
                    .isEqualTo(1);
        });
    }

    @Test
    void shouldNeverHaveWhatAnEventHolds() {
        assertThat(text()).contains("penstock_").doesNotContain("person-", "thing-");
    }

    @Test
    void shouldTellLagByTopic() {
        for (String lag : List.of("penstock_input_lag_records", "penstock_application_lag_records")) {
            assertThat(scraped().family(lag).samples())
                    .extracting(sample -> sample.labels().get("topic"))
                    .contains("metrics")
                    .anyMatch(topic -> topic.endsWith("-items-repartition"));
        }
    }

    @Test
    void shouldTellWhetherItIsReadyAndWhatItHasToDo() {
        var figures = scraped();

        assertThat(figures.family("penstock_ready").sum()).isEqualTo(1);
        // One for each partition of the clicks and of the two repartition topics behind them.
        assertThat(figures.value("penstock_tasks", Map.of("role", "active"))).isEqualTo(3 * ServedClicks.PARTITIONS);
        assertThat(figures.value("penstock_tasks", Map.of("role", "standby"))).isZero();
        assertThat(figures.family("penstock_restoring_stores").sum()).isZero();
    }

    @Test
    void shouldTellWhatItsStoresTake() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            // What is read as a range is written to RocksDB before; until then the latest tiles are on the heap alone.
            served.http().get("/api/features/users");
            var figures = scraped();

            assertThat(figures.family("penstock_rocksdb_entries").sum()).isGreaterThanOrEqualTo(USERS);
            assertThat(figures.family("penstock_rocksdb_memtables_bytes").sum()).isPositive();
            assertThat(figures.family("penstock_rocksdb_memory_used_bytes").sum())
                    .isBetween(
                            1.0,
                            figures.family("penstock_rocksdb_memory_limit_bytes")
                                    .sum());
            assertThat(figures.family("penstock_rocksdb_background_errors").sum())
                    .isZero();
        });
    }

    @Test
    void shouldTellHowMuchRoomIsLeft() {
        var figures = scraped();

        assertThat(figures.family("penstock_state_disk_free_bytes").sum())
                .isBetween(1.0, figures.family("penstock_state_disk_size_bytes").sum());
        assertThat(figures.family("penstock_memory_limit_bytes").sum()).isPositive();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldTellWhatMemoryItTakes() {
        var figures = scraped();

        assertThat(figures.family("penstock_memory_resident_bytes").sum())
                .isBetween(
                        figures.family("jvm_memory_used_bytes").sum(),
                        figures.family("penstock_memory_limit_bytes").sum());
    }

    @Test
    void shouldTellThatNoReplicaIsMissing() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(scraped().family("penstock_partitions_under_replicated").sum())
                    .isZero();
            assertThat(scraped().family("penstock_partitions_offline").sum()).isZero();
        });
    }

    @Test
    void shouldHaveNoMoreSeriesThanIsGoodForPrometheus() {
        long series = scraped().families().values().stream()
                .mapToLong(family -> family.samples().size())
                .sum();

        assertThat(series).isLessThan(1000);
        assertThat(scraped().families().values().stream().flatMap(family -> family.samples().stream()))
                .noneMatch(sample -> sample.labels().containsKey("partition"));
    }

    @Test
    void shouldHaveWhatDashboardsAndRulesAskFor() {
        served.http().get("/api/groups");
        // What collections are timed with is there after the first.
        System.gc();
        Set<String> recorded = MonitoringFiles.rules().stream()
                .filter(rule -> !rule.isAlert())
                .map(Rule::name)
                .collect(toCollection(TreeSet::new));
        List<Selector> asked = Stream.of(
                        MonitoringFiles.panels().stream().flatMap(panel -> panel.queries().stream()),
                        MonitoringFiles.rules().stream().map(Rule::query),
                        MonitoringFiles.variables().stream())
                .flatMap(queries -> queries)
                .flatMap(query -> PromQl.selectors(query).stream())
                .filter(selector -> !recorded.contains(selector.metric())
                        && !selector.metric().equals("up")
                        // Of another process; a test in store-app checks them.
                        && !selector.metric().startsWith("penstock_store_")
                        && !selector.metric().startsWith(OF_MODELS))
                .toList();

        assertThat(asked).hasSizeGreaterThan(50);
        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, Set<String>> labels = new TreeMap<>();
            scraped().families().values().stream()
                    .flatMap(family -> family.samples().stream())
                    .forEach(sample -> labels.put(sample.name(), sample.labels().keySet()));
            assertThat(asked).allSatisfy(selector -> {
                assertThat(labels).containsKey(selector.metric());
                assertThat(labels.get(selector.metric()))
                        .as(selector.metric())
                        .containsAll(without(selector.labels(), OF_PROMETHEUS));
            });
        });
    }

    private static Set<String> without(Set<String> names, Set<String> others) {
        Set<String> rest = new TreeSet<>(names);
        rest.removeAll(others);
        return rest;
    }

    @ParameterizedTest
    @ValueSource(strings = {"penstock_", "kafka_", "jvm_", "process_", "system_"})
    void shouldBeOnThePageWithTypeAndLabels(String prefix) throws IOException {
        served.http().get("/api/groups");
        System.gc();
        Map<String, List<String>> rows = rows();

        await().atMost(PATIENCE).untilAsserted(() -> {
            Map<String, String> described = new TreeMap<>();
            scraped().families().values().stream()
                    .filter(family -> family.name().startsWith(prefix))
                    .forEach(family -> described.put(family.name(), family.type() + " " + labels(family)));
            Map<String, String> page = new TreeMap<>();
            rows.forEach((name, cells) -> {
                if (name.startsWith(prefix)
                        && !name.startsWith(OF_MODELS)
                        && (described.containsKey(name) || !OF_COLLECTIONS.contains(name))) {
                    page.put(name, cells.get(0) + " " + words(cells.get(2)));
                }
            });

            assertThat(page).isNotEmpty().isEqualTo(described);
        });
    }

    @Test
    void shouldBeOnThePageWithUnitAndMeaning() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(100).allSatisfy((name, cells) -> {
            assertThat(cells).hasSize(4);
            assertThat(cells.get(3)).isNotBlank();
            var unit = UNIT.matcher(name);
            if (unit.find()) {
                assertThat(cells.get(1)).isEqualTo(unit.group(1));
            } else {
                assertThat(cells.get(1)).isNotBlank();
            }
        });
    }

    /** Type, unit, labels and meaning of each metric on the page. */
    private static Map<String, List<String>> rows() throws IOException {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String line : Files.readAllLines(PAGE)) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                List<String> cells =
                        Stream.of(row.group(2).split("\\|")).map(String::strip).toList();
                assertThat(rows.put(row.group(1), cells)).as(line).isNull();
            }
        }
        return rows;
    }

    private static Set<String> labels(Family family) {
        Set<String> labels = new TreeSet<>(family.samples().get(0).labels().keySet());
        labels.removeAll(UNTOLD);
        return labels;
    }

    private static Set<String> words(String cell) {
        return WORD.matcher(cell).results().map(word -> word.group(1)).collect(toCollection(TreeSet::new));
    }

    static boolean hasPromtool() throws InterruptedException {
        try {
            return new ProcessBuilder("promtool", "--version").start().waitFor() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    @Test
    @EnabledIf(value = "hasPromtool", disabledReason = "promtool is not installed (Debian's package is prometheus)")
    void shouldSatisfyPrometheusOwnCheck() throws IOException, InterruptedException {
        Path metrics = Files.writeString(folder.resolve("metrics"), text());
        Path report = folder.resolve("report");

        int exitCode = new ProcessBuilder("promtool", "check", "metrics")
                .redirectInput(metrics.toFile())
                .redirectErrorStream(true)
                .redirectOutput(report.toFile())
                .start()
                .waitFor();

        assertThat(report).content().isEmpty();
        assertThat(exitCode).isZero();
    }
}
