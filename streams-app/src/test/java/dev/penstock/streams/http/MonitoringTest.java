// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.streams.http.MonitoringFiles.Panel;
import dev.penstock.streams.http.MonitoringFiles.Rule;
import dev.penstock.streams.http.PromQl.Selector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dashboards, alert rules and their runbook fit together. That what they ask for is there, {@link MetricsTest} checks;
 * that Prometheus and Alertmanager make of it what they should, {@link AlertingTest}.
 */
class MonitoringTest {

    private static final Path RUNBOOK = Path.of("..", "docs", "runbook.md");
    private static final Pattern ENTRY = Pattern.compile("(?m)^## (\\w+)\n\n\\*(Critical|Warning)\\.\\*");
    private static final int LEAST_ADVICE_CHARS = 40;

    @TempDir
    Path folder;

    static List<Panel> panels() {
        return MonitoringFiles.panels();
    }

    static Stream<Rule> alerts() {
        return MonitoringFiles.rules().stream().filter(Rule::isAlert);
    }

    @Test
    void shouldFindWhatQueriesAskFor() {
        String query = "sum by (job, le) (rate(a_bucket{job=\"$job\", route=~\"/api/{x}\"}[$__rate_interval])) > 1e3"
                + " and on (job) b:rate5m offset 1h unless c or histogram_quantile(0.5, d)";

        assertThat(PromQl.selectors(query))
                .containsExactly(
                        new Selector("a_bucket", Set.of("job", "route")),
                        new Selector("b:rate5m", Set.of()),
                        new Selector("c", Set.of()),
                        new Selector("d", Set.of()));
    }

    @ParameterizedTest
    @MethodSource("panels")
    void shouldSayOnEachPanelWhatItShowsAndWhatToDo(Panel panel) {
        assertThat(panel.text("title")).isNotBlank();
        assertThat(panel.text("description")).hasSizeGreaterThan(LEAST_ADVICE_CHARS);
        assertThat(panel.json().at("/fieldConfig/defaults/unit").asText()).isNotBlank();
        assertThat(panel.queries()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("panels")
    void shouldShowTheChosenApplicationAndInstanceOnly(Panel panel) {
        assertThat(panel.queries())
                .allSatisfy(
                        query -> assertThat(query.split("\\{job=\"\\$job\", instance=~\"\\$instance\"", -1).length - 1)
                                .isEqualTo(PromQl.selectors(query).size()));
        assertThat(panel.json().at("/datasource/uid").asText()).isEqualTo("${datasource}");
    }

    @Test
    void shouldHaveNoPanelOverAnother() {
        List<Panel> seen = new ArrayList<>();
        for (Panel panel : panels()) {
            assertThat(seen.stream()
                            .filter(other -> other.dashboard().equals(panel.dashboard()))
                            .filter(other -> other.overlaps(panel)
                                    || other.text("id").equals(panel.text("id"))
                                    || other.text("title").equals(panel.text("title"))))
                    .as(panel.toString())
                    .isEmpty();
            seen.add(panel);
        }
    }

    @Test
    void shouldNameDashboardsByTheirFiles() {
        assertThat(MonitoringFiles.dashboards())
                .hasSize(5)
                .allSatisfy(file -> assertThat(file)
                        .hasFileName(MonitoringFiles.json(file).path("uid").asText() + ".json"));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void shouldSayOfEachAlertHowSevereItIsAndLinkToItsEntry(Rule alert) {
        assertThat(alert.severity()).isIn("critical", "warning");
        assertThat(alert.annotation("summary")).contains("{{");
        assertThat(alert.annotation("runbook_url"))
                .isEqualTo("docs/runbook.md#" + alert.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void shouldHaveAnEntryForEachAlertWithItsSeverity() {
        Map<String, String> severities = new TreeMap<>();
        alerts().forEach(alert -> severities.put(alert.name(), alert.severity()));

        Map<String, String> entries = new TreeMap<>();
        ENTRY.matcher(MonitoringFiles.text(RUNBOOK))
                .results()
                .forEach(entry -> entries.put(entry.group(1), entry.group(2).toLowerCase(Locale.ROOT)));

        assertThat(entries).isEqualTo(severities);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void shouldProveOfEachAlertThatItFiresAndThatItDoesNot(Rule alert) {
        List<JsonNode> checks = MonitoringFiles.values(
                        MonitoringFiles.yaml(MonitoringFiles.RULE_TESTS).path("tests"))
                .flatMap(test -> MonitoringFiles.values(test.path("alert_rule_test")))
                .filter(check -> check.path("alertname").asText().equals(alert.name()))
                .toList();

        assertThat(checks).anyMatch(check -> check.path("exp_alerts").isEmpty());
        assertThat(checks).anyMatch(check -> !check.path("exp_alerts").isEmpty());
    }

    static boolean hasPromtool() throws InterruptedException {
        return MetricsTest.hasPromtool();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"check rules rules/penstock.yml", "check config prometheus.yml", "test rules tests/penstock.yml"
            })
    @EnabledIf(value = "hasPromtool", disabledReason = "promtool is not installed (Debian's package is prometheus)")
    void shouldSatisfyPrometheus(String check) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(check.split(" ")));
        Path report = folder.resolve("report");

        int exitCode = new ProcessBuilder(command)
                .directory(MonitoringFiles.PROMETHEUS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(report.toFile())
                .start()
                .waitFor();

        assertThat(exitCode).as(MonitoringFiles.text(report)).isZero();
    }
}
