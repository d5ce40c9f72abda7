// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A wrong file and what has to be told about it; {@code mistakes/README.md} describes how they are written. */
record MistakeCase(String name, String yaml, List<String> expected) {

    private static final String SOURCES = """
            sources:
              logins: {topic: user-login, partitioned_by: user_id, timestamp: {field: timestamp, unit: seconds}}
              app_events: {topic: app-events, partitioned_by: user_id, timestamp: {field: timestamp, unit: millis}}
            """;
    private static final String GROUP = """
            features:
              right: {from: %s, key: all, window: 1m, to: right, columns: {n: {count: events}}}
            """;

    static List<MistakeCase> parseAll(String text) {
        return Arrays.stream(text.split("(?m)^=== "))
                .filter(part -> !part.isBlank())
                .map(part -> {
                    int end = part.indexOf('\n');
                    return parse(part.substring(0, end), part.substring(end + 1));
                })
                .toList();
    }

    private static MistakeCase parse(String name, String body) {
        if (name.startsWith("whole:")) {
            return marked(name, body);
        }
        String text = hasSection(body, "sources") ? body : SOURCES + body;
        return marked(name, hasSection(body, "streams?|features?") ? text : text + GROUP.formatted(firstSource(text)));
    }

    private static boolean hasSection(String text, String pattern) {
        return Pattern.compile("^▶*(" + pattern + "):", Pattern.MULTILINE)
                .matcher(text)
                .find();
    }

    private static String firstSource(String text) {
        String line = text.substring(text.indexOf("sources:"))
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        return line.replace("▶", "").strip().split(":")[0];
    }

    private static MistakeCase marked(String name, String text) {
        List<String> lines = new ArrayList<>();
        List<String> places = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("#! ")) {
                expected.add("case.yaml:" + places.get(expected.size()) + ": " + line.substring(3));
                continue;
            }
            String rest = line;
            for (int mark = rest.indexOf('▶'); mark >= 0; mark = rest.indexOf('▶')) {
                places.add(lines.size() + 1 + ":" + (rest.codePointCount(0, mark) + 1));
                rest = rest.substring(0, mark) + rest.substring(mark + 1);
            }
            lines.add(rest);
        }
        if (places.size() != expected.size()) {
            throw new IllegalArgumentException(
                    name + ": " + places.size() + " places, " + expected.size() + " mistakes");
        }
        return new MistakeCase(name, String.join("\n", lines) + "\n", List.copyOf(expected));
    }

    @Override
    public String toString() {
        return name;
    }
}
