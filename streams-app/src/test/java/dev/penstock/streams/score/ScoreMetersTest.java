// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.score;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the pages and the rules of alerts against what there is of models. */
class ScoreMetersTest {

    private static final Path PAGE = Path.of("../docs/metrics.md");
    private static final Path RULES = Path.of("../deploy/monitoring/prometheus/rules/penstock.yml");
    private static final Pattern ROW = Pattern.compile("\\| `(penstock_score_\\w+)` \\| (\\w+) \\|.*");
    private static final Pattern TYPE = Pattern.compile("# TYPE (penstock_score_\\w+) (\\w+)");
    private static final Pattern NAME = Pattern.compile("penstock_score_\\w+");

    private final String scraped = scrape();

    private static String scrape() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var meters = new ScoreMeters(registry, "scored", "tone");
        meters.failed(CallFailure.Kind.TIMEOUT);
        return registry.scrape();
    }

    @Test
    void shouldBeOnThePageOfMetrics() throws IOException {
        List<String> page = namesAndTypes(ROW, Files.readString(PAGE));

        assertThat(page).isNotEmpty().containsExactlyInAnyOrderElementsOf(namesAndTypes(TYPE, scraped));
        assertThat(scraped)
                .contains(
                        "penstock_score_texts_total{score=\"tone\",stream=\"scored\"}",
                        "penstock_score_failures_total{kind=\"timeout\",score=\"tone\",stream=\"scored\"} 1.0");
    }

    @Test
    void shouldHaveWhatAlertsAskFor() throws IOException {
        List<String> asked = NAME.matcher(Files.readString(RULES))
                .results()
                .map(name -> name.group())
                .toList();

        assertThat(asked).isNotEmpty().allSatisfy(name -> assertThat(scraped).contains("\n" + name + "{"));
    }

    private static List<String> namesAndTypes(Pattern pattern, String text) {
        Stream<String> found = pattern.matcher(text).results().map(one -> one.group(1) + " " + one.group(2));
        return found.toList();
    }
}
