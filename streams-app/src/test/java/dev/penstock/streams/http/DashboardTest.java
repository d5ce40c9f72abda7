// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.http.ServedClicks.Served;
import dev.penstock.streams.http.server.HttpSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static dev.penstock.streams.http.ServedClicks.PATIENCE;
import static dev.penstock.streams.http.ServedClicks.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The dashboard as a person sees it: a real browser, a real instance, a real broker. */
class DashboardTest {

    private static final String HOSTILE_USER = "<img src=x onerror=\"window.harm=1\">";
    private static final String HOSTILE_ITEM = "</td><script>window.harm=1</script><b>'\"&amp;";

    @TempDir
    static Path folder;

    private static Playwright driver;
    private static Browser browser;
    private static LocalKafka kafka;
    private static ServedClicks clicks;
    private static Served served;

    private final List<String> faults = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void start() {
        Optional<Path> executable = Browsers.find();
        assumeTrue(
                executable.isPresent(),
                "no browser is installed, so the dashboard is not tested; scripts/install-browser installs one");
        setDefaultAssertionTimeout(PATIENCE.toMillis());
        kafka = LocalKafka.start();
        clicks = new ServedClicks("dashboard", kafka.bootstrapServers(), "micro-batch");
        clicks.createTopics();
        served = clicks.start(folder, Map.of()).awaitRunning();
        driver = Browsers.driver();
        browser = Browsers.launch(driver, executable.get());
    }

    @AfterAll
    static void stop() {
        if (driver != null) {
            driver.close();
        }
        if (kafka != null) {
            served.close();
            kafka.close();
        }
    }

    @BeforeEach
    void open() {
        page = browser.newPage();
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                faults.add(message.text());
            }
        });
        page.navigate(served.http().url());
        assertThat(page.locator("#connection")).hasText("Live");
    }

    @AfterEach
    void close() {
        page.close();
        assertThat(faults).isEmpty();
    }

    private Locator at(String selector) {
        return page.locator(selector);
    }

    private void follow(String group, String key) {
        at("#lookup-group").selectOption(group);
        at("#lookup-key").fill(key);
        at("#lookup-key").press("Enter");
    }

    @Test
    void shouldMoveItsNumbersAsEventsCome() {
        Locator events = at("#tile-in .tile-note");
        int before = served.http()
                .get("/api/stats")
                .json()
                .at("/total/events/clicks")
                .asInt();

        click("mia", "i1", 3);

        assertThat(events).hasText(before + 3 + " in all");
        assertThat(at("#rates-chart canvas")).isVisible();
        assertThat(at("#series-cards")).containsText("Peak");
        assertThat(at("#top-cards article").first()).containsText("mia");
        assertThat(at("#instance-cards")).containsText("ready");
        assertThat(at("#topology-drawing svg")).containsText("traffic");
    }

    @Test
    void shouldShowFeaturesOfAKeyMoveAsItsEventsCome() {
        follow("users", "ann");
        assertThat(at("#lookup-result")).containsText("This key has no rows");

        click("ann", "i1", 1);
        assertThat(at("#lookup-result [data-column=clicks] dd")).hasText("1");
        assertThat(at("#lookup-result [data-column=last_item] dd")).hasText("i1");

        click("ann", "i2", 2);
        assertThat(at("#lookup-result [data-column=clicks] dd")).hasText("3");
    }

    @Test
    void shouldFollowAKeyThatIsChosenInATable() {
        click("zoe", "i1", 1);

        at("#top-cards button:text-is('zoe')").click();

        assertThat(at("#lookup-followed")).hasText("zoe");
        assertThat(at("#lookup-result [data-column=clicks] dd")).hasText("1");
    }

    @Test
    void shouldShowHtmlAndScriptAsText() {
        click(HOSTILE_USER, HOSTILE_ITEM, 1);
        follow("users", HOSTILE_USER);

        assertThat(at("#lookup-followed")).hasText(HOSTILE_USER);
        assertThat(at("#lookup-result [data-column=last_item] dd")).hasText(HOSTILE_ITEM);
        assertThat(at("#top-cards")).containsText(HOSTILE_ITEM);
        assertThat(at("#top-cards")).containsText(HOSTILE_USER);
        assertThat(at("main img, main script, main b").count()).isZero();
        assertThat(page.evaluate("window.harm")).isNull();
    }

    @Test
    void shouldSayWhenTheInstanceIsGoneAndRecoverWhenItIsBack() {
        int port = URI.create(served.http().url()).getPort();
        follow("users", "eve");

        served.close();
        assertThat(at("#lost")).containsText("does not answer");
        assertThat(at("#connection")).hasText("Not connected");

        served = clicks.start(folder, Map.of(), HttpSettings.local(port)).awaitRunning();
        assertThat(at("#connection")).hasText("Live");
        assertThat(at("#lost")).isHidden();
        click("eve", "i1", 2);
        assertThat(at("#lookup-result [data-column=clicks] dd")).hasText("2");
    }

    @Test
    void shouldSayWhichOfTwoInstancesDoesNotAnswer() {
        try (var other = clicks.start(folder.resolve("other"), Map.of())) {
            String name = URI.create(other.http().url()).getAuthority();
            Locator card = at("#instance-cards article:has(h3:text-is('" + name + "'))");
            assertThat(card.locator(".pill")).hasText("ready");
            assertThat(at("#partial")).isHidden();

            // It still has its partitions, but nobody can ask it.
            other.endpoint().close();

            assertThat(at("#partial"))
                    .containsText(name + " does not answer. Totals and rates are without what it has.");
            assertThat(card.locator(".pill")).hasText("does not answer");
            assertThat(card).containsText("What it has can't be shown");
            assertThat(at("#connection")).hasText("Live");
        }
        // Its partitions went to the one that is left.
        assertThat(at("#partial")).isHidden();
        assertThat(at("#instance-cards article")).hasCount(1);
        assertThat(at("#instance-cards .pill")).hasText("ready");
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1366, 2200})
    void shouldFitTheScreen(int width) {
        page.setViewportSize(width, 800);
        click("ann-with-a-name-that-is-longer-than-most-names-are-and-has-no-place-to-break", "i1", 1);
        follow("users", "ann-with-a-name-that-is-longer-than-most-names-are-and-has-no-place-to-break");
        assertThat(at("#lookup-result [data-column=clicks] dd")).not().isEmpty();

        assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo(0);
    }

    @Test
    void shouldBeUsableWithoutAMouse() {
        page.keyboard().press("Tab");
        assertThat(at(".skip")).isFocused();

        at("#theme").focus();
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");

        assertThat(at("html")).hasAttribute("data-theme", "dark");
        page.reload();
        assertThat(at("#theme")).hasText("Theme: dark");
    }

    private static void click(String user, String item, int times) {
        for (int i = 0; i < times; i++) {
            clicks.click(user, item, "1", TIME + i, "view");
        }
    }
}
