// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.cli.support.Counted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Features of many keys for people. */
final class VectorsView {

    private static final String PRESENT = "present";

    private VectorsView() {}

    /** A line for each key; what has no value has its status there. */
    static View of(JsonNode answer) {
        List<String> columns = new ArrayList<>(List.of("key"));
        answer.path("features").forEach(feature -> columns.add(feature.asText()));
        var table = new TextTable(List.copyOf(columns));
        Map<String, Integer> missing = new TreeMap<>();
        for (JsonNode vector : answer.path("vectors")) {
            List<JsonNode> line = new ArrayList<>(List.of(vector.path("key")));
            for (int i = 0; i < answer.path("features").size(); i++) {
                String status = vector.path("statuses").path(i).asText();
                boolean present = status.equals(PRESENT);
                line.add(present ? vector.path("values").path(i) : Words.node("(" + status + ")"));
                if (!present) {
                    missing.merge(status, 1, Integer::sum);
                }
            }
            table.add(line);
        }
        List<String> notes = new ArrayList<>();
        notes.add(Counted.of(answer.path("vectors").size(), "key") + words(missing));
        if (answer.path("stale").asBoolean()) {
            notes.add("stale: a partition is on its way, and a standby answered");
        }
        return new View(table, notes);
    }

    private static String words(Map<String, Integer> missing) {
        var words = new StringBuilder();
        missing.forEach((status, count) -> words.append(", ")
                .append(Counted.of(count, "value"))
                .append(' ')
                .append(status));
        return words.toString();
    }
}
