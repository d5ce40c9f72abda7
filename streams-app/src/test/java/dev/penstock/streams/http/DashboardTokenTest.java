// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.penstock.streams.http.answer.GroupsAnswer;
import dev.penstock.streams.http.api.Answers;
import dev.penstock.streams.http.api.DashboardRoutes;
import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.http.security.Token;
import dev.penstock.streams.http.security.Transport;
import dev.penstock.streams.http.server.HttpSettings;
import dev.penstock.streams.http.server.WebServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The dashboard of an instance that asks for a token, without an application behind it. */
class DashboardTokenTest {

    private static final String TOKEN = "0123456789abcdef-of-the-test";

    @TempDir
    Path folder;

    @Test
    void shouldAskForTheTokenAndKeepItForTheTab() throws IOException {
        Optional<Path> executable = Browsers.find();
        assumeTrue(
                executable.isPresent(),
                "no browser is installed, so the dashboard is not tested; scripts/install-browser installs one");
        List<Route> routes = new ArrayList<>(DashboardRoutes.all());
        routes.add(Route.json(
                "/api/groups",
                "groups",
                List.of(),
                GroupsAnswer.class,
                request -> Answers.json(request, new GroupsAnswer("locked", "micro-batch", List.of()))));
        try (var channel = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
                var server = new WebServer(
                        new HttpSettings("127.0.0.1", 0, "", token(), Transport.PLAIN),
                        new HostInfo("127.0.0.1", channel.socket().getLocalPort()),
                        channel,
                        routes,
                        lookup -> Optional.empty(),
                        new SimpleMeterRegistry());
                Playwright driver = Browsers.driver();
                Browser browser = Browsers.launch(driver, executable.get())) {
            assertThat(server).isNotNull();
            Page page = browser.newPage();
            page.navigate("http://127.0.0.1:" + channel.socket().getLocalPort());

            assertThat(page.locator("#connection")).hasText("Locked");
            give(page, "another-token-0123456789");
            assertThat(page.locator("#token-refused")).hasText("The instance does not take this token.");
            give(page, TOKEN);
            assertThat(page.locator("#application")).hasText("locked");
            assertThat(page.locator("#token")).isHidden();

            page.reload();
            assertThat(page.locator("#application")).hasText("locked");
            assertThat(page.url()).doesNotContain(TOKEN);
        }
    }

    private static void give(Page page, String token) {
        page.locator("#token-text").fill(token);
        page.locator("#token-text").press("Enter");
    }

    private Token token() throws IOException {
        return Token.read(Files.writeString(folder.resolve("token"), TOKEN));
    }
}
