// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.kafka.LocalKafka;
import dev.penstock.streams.http.MonitoringFiles.Panel;
import dev.penstock.streams.http.ServedClicks.Served;
import dev.penstock.streams.http.server.HttpSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Prometheus and Alertmanager themselves, with the settings of {@code deploy/monitoring} but for addresses and how long
 * things take, beside an instance that works. Takes a minute and programs that few have, so it runs only with {@code
 * -Dpenstock.monitoring=live}.
 */
@EnabledIfSystemProperty(named = "penstock.monitoring", matches = "live")
class AlertingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    /** What is to be closed at the end, the last first. */
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private final List<JsonNode> notifications = new CopyOnWriteArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private HttpProbe prometheus;

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : running) {
            one.close();
        }
    }

    @Test
    void shouldAnswerEveryQueryAndTellThatAnInstanceStoppedAndCameBack() throws IOException {
        var kafka = started(LocalKafka.start());
        var clicks = new ServedClicks("alerting", kafka.bootstrapServers(), "micro-batch");
        clicks.createTopics();
        int port = freePort();
        Served served = started(serve(clicks, port));
        clickOnAndOn(clicks, port);
        int alertmanager = startAlertmanager(startReceiver());
        prometheus = new HttpProbe("http://127.0.0.1:" + startPrometheus(port, alertmanager));

        List<String> queries = MonitoringFiles.panels().stream()
                .flatMap(panel -> queries(panel).stream())
                .toList();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(queries)
                        .allSatisfy(query -> assertThat(ask(query)).as(query).isNotEmpty()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(MonitoringFiles.rules())
                        .flatExtracting(rule -> PromQl.selectors(rule.query()))
                        .allSatisfy(
                                selector -> assertThat(ask(selector.metric())).isNotEmpty()));
        assertThat(rules())
                .hasSameSizeAs(MonitoringFiles.rules())
                .allSatisfy(rule -> assertThat(rule.path("health").asText()).isEqualTo("ok"));
        assertThat(firing()).doesNotContain("PenstockDown", "PenstockInstanceDown", "PenstockNotReady");

        served.close();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(notified("PenstockDown")).isEqualTo("firing"));

        started(serve(clicks, port));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(notified("PenstockDown")).isEqualTo("resolved"));
        assertThat(alert("PenstockDown").at("/annotations/summary").asText())
                .isEqualTo("No instance of Penstock in job penstock has answered for 1 minute");
    }

    private <T extends AutoCloseable> T started(T one) {
        running.push(one);
        return one;
    }

    private Served serve(ServedClicks clicks, int port) {
        return clicks.start(folder.resolve("state"), Map.of(), HttpSettings.local(port))
                .awaitRunning();
    }

    /** Events of now, some of them none, and somebody who asks. */
    private void clickOnAndOn(ServedClicks clicks, int port) {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        running.push(scheduler::shutdownNow);
        var probe = new HttpProbe("http://127.0.0.1:" + port);
        scheduler.scheduleWithFixedDelay(() -> click(clicks, probe), 0, 500, TimeUnit.MILLISECONDS);
    }

    private void click(ServedClicks clicks, HttpProbe probe) {
        int number = sent.incrementAndGet();
        clicks.click("user-" + number % 5, "item", "1", System.currentTimeMillis(), "view");
        clicks.sendText("user-1", "no JSON");
        try {
            probe.get("/api/groups");
        } catch (UncheckedIOException stopped) {
            // It is stopped on purpose in between.
            return;
        }
    }

    private int startReceiver() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            notifications.add(JSON.readTree(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        running.push(() -> server.stop(0));
        return server.getAddress().getPort();
    }

    private int startAlertmanager(int receiver) throws IOException {
        var config = (ObjectNode) MonitoringFiles.yaml(
                MonitoringFiles.FOLDER.resolve("alertmanager").resolve("alertmanager.yml"));
        ((ObjectNode) config.path("route")).put("group_wait", "1s").put("group_interval", "2s");
        ((ObjectNode) config.path("receivers").path(0))
                .putArray("webhook_configs")
                .addObject()
                .put("url", "http://127.0.0.1:" + receiver + "/")
                .put("send_resolved", true);
        Path file = Files.writeString(folder.resolve("alertmanager.yml"), config.toString());
        int port = freePort();
        start(
                "prometheus-alertmanager",
                "--config.file=" + file,
                "--storage.path=" + folder.resolve("alertmanager"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port);
        return port;
    }

    private int startPrometheus(int instance, int alertmanager) throws IOException {
        Files.createDirectories(folder.resolve("rules"));
        Files.writeString(
                folder.resolve("rules").resolve("penstock.yml"),
                MonitoringFiles.text(MonitoringFiles.RULES).replaceAll("for: \\d+m", "for: 2s"));
        var config = (ObjectNode) MonitoringFiles.yaml(MonitoringFiles.PROMETHEUS.resolve("prometheus.yml"));
        ((ObjectNode) config.path("global")).put("scrape_interval", "1s").put("evaluation_interval", "1s");
        aim(config.at("/alerting/alertmanagers/0"), alertmanager);
        var job = (ObjectNode) config.at("/scrape_configs/0");
        job.remove("dns_sd_configs");
        job.putArray("static_configs").addObject();
        aim(job, instance);
        Path file = Files.writeString(folder.resolve("prometheus.yml"), config.toString());
        int port = freePort();
        start(
                "prometheus",
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("prometheus"),
                "--web.listen-address=127.0.0.1:" + port);
        return port;
    }

    private static void aim(JsonNode config, int port) {
        ((ObjectNode) config.path("static_configs").path(0)).putArray("targets").add("127.0.0.1:" + port);
    }

    private void start(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(command[0] + ".log").toFile())
                .start();
        running.push(() -> process.destroyForcibly().waitFor());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<String> queries(Panel panel) {
        return panel.queries().stream()
                .map(query -> query.replace("$job", "penstock")
                        .replace("$instance", ".*")
                        .replace("$__rate_interval", "10s"))
                .toList();
    }

    private JsonNode ask(String query) {
        var answer = prometheus.get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().at("/data/result");
    }

    private List<JsonNode> rules() {
        return MonitoringFiles.values(prometheus.get("/api/v1/rules").json().at("/data/groups"))
                .flatMap(group -> MonitoringFiles.values(group.path("rules")))
                .toList();
    }

    private List<String> firing() {
        return MonitoringFiles.values(ask("ALERTS{alertstate=\"firing\"}"))
                .map(alert -> alert.at("/metric/alertname").asText())
                .toList();
    }

    /** What was said last of an alert. */
    private String notified(String name) {
        return alert(name).path("status").asText();
    }

    private JsonNode alert(String name) {
        return notifications.stream()
                .flatMap(notification -> MonitoringFiles.values(notification.path("alerts")))
                .filter(alert -> alert.at("/labels/alertname").asText().equals(name))
                .reduce((before, last) -> last)
                .orElse(JSON.nullNode());
    }
}
