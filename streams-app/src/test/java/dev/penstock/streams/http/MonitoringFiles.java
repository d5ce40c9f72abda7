// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The dashboards and rules of {@code deploy/monitoring}, as they are. */
final class MonitoringFiles {

    static final Path FOLDER = Path.of("..", "deploy", "monitoring");
    static final Path PROMETHEUS = FOLDER.resolve("prometheus");
    static final Path RULES = PROMETHEUS.resolve("rules").resolve("penstock.yml");
    static final Path RULE_TESTS = PROMETHEUS.resolve("tests").resolve("penstock.yml");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LABEL_VALUES = Pattern.compile("^label_values\\((.*), \\w+\\)$");

    private MonitoringFiles() {}

    /** A panel of a dashboard. */
    record Panel(String dashboard, JsonNode json) {

        String text(String field) {
            return json.path(field).asText();
        }

        int place(String field) {
            return json.path("gridPos").path(field).asInt();
        }

        List<String> queries() {
            return values(json.path("targets"))
                    .map(one -> one.path("expr").asText())
                    .toList();
        }

        boolean overlaps(Panel other) {
            return place("x") < other.place("x") + other.place("w")
                    && other.place("x") < place("x") + place("w")
                    && place("y") < other.place("y") + other.place("h")
                    && other.place("y") < place("y") + place("h");
        }

        @Override
        public String toString() {
            return dashboard + ": " + text("title");
        }
    }

    /** A rule: an alert, or a figure that is recorded. */
    record Rule(JsonNode json) {

        boolean isAlert() {
            return json.has("alert");
        }

        String name() {
            return json.path(isAlert() ? "alert" : "record").asText();
        }

        String query() {
            return json.path("expr").asText();
        }

        String severity() {
            return json.path("labels").path("severity").asText();
        }

        String annotation(String name) {
            return json.path("annotations").path(name).asText();
        }

        @Override
        public String toString() {
            return name();
        }
    }

    static List<Path> dashboards() {
        try (var files = Files.list(FOLDER.resolve("grafana").resolve("dashboards"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Panel> panels() {
        return dashboards().stream()
                .flatMap(file -> values(json(file).path("panels"))
                        .map(panel -> new Panel(file.getFileName().toString(), panel)))
                .toList();
    }

    /** What the lists at the top of dashboards ask for, without the function of Grafana's that is around it. */
    static List<String> variables() {
        return dashboards().stream()
                .flatMap(file -> values(json(file).path("templating").path("list")))
                .filter(variable -> variable.path("type").asText().equals("query"))
                .map(variable ->
                        LABEL_VALUES.matcher(variable.path("query").asText()).replaceFirst("$1"))
                .toList();
    }

    static List<Rule> rules() {
        return values(yaml(RULES).path("groups"))
                .flatMap(group -> values(group.path("rules")))
                .map(Rule::new)
                .toList();
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(text(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static JsonNode yaml(Path file) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text(file)));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static Stream<JsonNode> values(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
