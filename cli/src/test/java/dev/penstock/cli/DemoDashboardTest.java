// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.penstock.streams.http.Browsers;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The dashboard of a running demo, in a real browser: what the default pipeline makes of made-up events. */
class DemoDashboardTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern MORE_THAN_NOTHING = Pattern.compile("^[0-9.,]*[1-9][0-9.,]*[kM]?$");
    private static final String HOSTILE_USER = "<img src=x onerror=\"window.harm=1\">";

    @TempDir
    static Path folder;

    private static PenstockProcess demo;
    private static String kafka;
    private static String dashboard;
    private static Playwright driver;
    private static Browser browser;

    private final List<String> faults = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> executable = Browsers.find();
        assumeTrue(
                executable.isPresent(),
                "no browser is installed, so the dashboard is not tested; scripts/install-browser installs one");
        setDefaultAssertionTimeout(PATIENCE.toMillis());
        String pipeline =
                Path.of("..", "pipelines", "default.yaml").toAbsolutePath().toString();
        demo = PenstockProcess.start(
                folder,
                "demo",
                "--pipeline",
                pipeline,
                "--http-port",
                "0",
                "--rate",
                "200",
                "--users",
                "20",
                "--late",
                "0.05",
                "--malformed",
                "0.05");
        driver = Browsers.driver();
        browser = Browsers.launch(driver, executable.get());
        dashboard = awaitSaid("shows itself at (http://127\\.0\\.0\\.1:\\d+)");
        kafka = awaitSaid("Kafka is ready at (localhost:\\d+)");
    }

    @AfterAll
    static void stop() {
        if (driver != null) {
            driver.close();
        }
        if (demo != null) {
            demo.terminate();
            demo.await();
            demo.close();
        }
    }

    @BeforeEach
    void open() {
        page = browser.newPage();
        page.onPageError(faults::add);
        page.navigate(dashboard);
        assertThat(at("#connection")).hasText("Live");
    }

    @AfterEach
    void close() {
        page.close();
        assertThat(faults).isEmpty();
    }

    @Test
    void shouldShowTheFlowOfEvents() {
        assertThat(at("#application")).hasText(Pattern.compile("penstock-default-[0-9a-f]{8}"));
        for (String tile : List.of("in", "out", "late", "dead")) {
            assertThat(at("#tile-" + tile + " .tile-value .number")).hasText(MORE_THAN_NOTHING);
        }
        Locator events = at("#tile-in .tile-note");
        assertThat(events).not().hasText(events.textContent());
        assertThat(at("#dead-letters")).containsText("not json");
        assertThat(at("#late")).containsText("user_activity");
        assertThat(at("#instance-cards")).containsText("ready");
        assertThat(at("#topology-drawing svg")).containsText("insights-geo");
    }

    @ParameterizedTest
    @CsvSource({
        "login_devices, logins, iOS|IOS|ios|iPhone|Android|ANDROID|android|Web|WEB|web",
        "login_versions, logins, '\\d+\\.\\d+\\.\\d+'",
        "login_locales, logins, [a-z]{2}-[A-Z]{2}",
        "login_geo, logins, 'north-america|europe|asia-pacific|latin-america|africa'",
        "sales_by_item, revenue, .+",
        "user_activity, events_1m, [0-9a-f-]{36}",
    })
    void shouldRankTheKeysOfEachGroup(String group, String column, String key) {
        Locator card = card("#top-cards", group);

        assertThat(card.locator("th.number").first()).hasText(column);
        assertThat(card.locator("tbody button").first()).hasText(Pattern.compile("^(" + key + ")$"));
        assertThat(card.locator("tbody td").first()).hasText(MORE_THAN_NOTHING);
    }

    @ParameterizedTest
    @CsvSource({"login_traffic, minute", "login_hours, hour"})
    void shouldDrawWhatHasOneKeyOverTime(String group, String window) {
        Locator card = card("#series-cards", group);

        assertThat(card.locator("canvas")).isVisible();
        assertThat(card.locator(".readout .big")).hasText(MORE_THAN_NOTHING);
        assertThat(card.locator(".summary strong")).hasText(MORE_THAN_NOTHING);
        assertThat(card.locator(".summary")).containsText("in the " + window + " from");
    }

    @Test
    void shouldShowTheFeaturesOfAUserMove() {
        card("#top-cards", "user_activity").locator("tbody button").first().click();
        Locator events = at("#lookup-result [data-column=events_1m] dd");

        assertThat(events).hasText(MORE_THAN_NOTHING);
        assertThat(events).not().hasText(events.textContent());
    }

    @Test
    void shouldShowWhatIsSentForOneUserAndHtmlAsText() {
        at("#lookup-group").selectOption("user_activity");
        at("#lookup-key").fill(HOSTILE_USER);
        at("#lookup-key").press("Enter");
        assertThat(at("#lookup-result")).containsText("This key has no rows");

        purchase(12.5);

        assertThat(at("#lookup-followed")).hasText(HOSTILE_USER);
        assertThat(at("#lookup-result [data-column=purchases_1m] dd")).hasText("1");
        assertThat(at("#lookup-result [data-column=total_spend] dd")).hasText("12.50");
        assertThat(at("main img").count()).isZero();
        assertThat(page.evaluate("window.harm")).isNull();
    }

    private Locator at(String selector) {
        return page.locator(selector);
    }

    private Locator card(String among, String group) {
        return at(among + " article:has(h3:text-is('" + group + "'))");
    }

    private static void purchase(double amount) {
        String event = """
                {"event_id":"e-1","user_id":"%s","event_type":"purchase","item_id":"i-1","amount":%s,"timestamp":%d}
                """.formatted(HOSTILE_USER.replace("\"", "\\\""), amount, System.currentTimeMillis());
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("app-events", HOSTILE_USER, event.strip()));
        }
    }

    private static String awaitSaid(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> wanted.matcher(demo.err())
                                .results()
                                .map(found -> found.group(1))
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());
    }
}
