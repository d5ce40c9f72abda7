// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.cli.support.Counted;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Feature rows for people. */
final class RowsView {

    private static final String START = "window_start";
    private static final String END = "window_end";

    private RowsView() {}

    /** With the window in front: of a key each row has another. */
    static View ofKey(JsonNode answer) {
        boolean merged = answer.has("merged_windows");
        List<String> windows = merged ? List.of(START, END) : List.of(START);
        List<String> notes = new ArrayList<>();
        if (merged) {
            notes.add("merged from " + Counted.of(answer.path("merged_windows").asInt(), "window") + " with events");
        }
        notes.addAll(notes(answer));
        return new View(table(answer, windows), notes);
    }

    /** With the window below: it is the same for all. */
    static View ofWindow(JsonNode answer) {
        List<String> notes = new ArrayList<>();
        notes.add("window from " + Words.time(answer.path(START)) + " to " + Words.time(answer.path(END)));
        notes.addAll(notes(answer));
        return new View(table(answer, List.of()), notes);
    }

    private static TextTable table(JsonNode answer, List<String> windows) {
        Set<String> columns = new LinkedHashSet<>(windows);
        answer.path("rows").forEach(row -> row.fieldNames().forEachRemaining(columns::add));
        if (!windows.contains(START)) {
            columns.remove(START);
        }
        if (!windows.contains(END)) {
            columns.remove(END);
        }
        var table = new TextTable(List.copyOf(columns));
        for (JsonNode row : answer.path("rows")) {
            table.add(columns.stream().map(column -> value(row, column)).toList());
        }
        return table;
    }

    private static JsonNode value(JsonNode row, String column) {
        return column.equals(START) || column.equals(END) ? Words.node(Words.time(row.path(column))) : row.path(column);
    }

    private static List<String> notes(JsonNode answer) {
        List<String> notes = new ArrayList<>();
        int rows = answer.path("rows").size();
        notes.add(Counted.of(rows, "row")
                + time(", latest event at ", answer.path("last_event_at"))
                + time(", data updated at ", answer.path("updated_at")));
        if (answer.path("stale").asBoolean()) {
            notes.add("stale: a partition is on its way, and a standby answered" + lag(answer));
        }
        if (answer.has("next")) {
            notes.add("there are more rows; --limit takes more");
        }
        return notes;
    }

    /** Nothing where there is no time. */
    private static String time(String words, JsonNode time) {
        return time.isNumber() ? words + Words.time(time) : "";
    }

    /** Of the standby that is furthest behind, if that is known of all. */
    private static String lag(JsonNode answer) {
        long most = 0;
        for (JsonNode read : answer.path("reads")) {
            if (!read.path("lag").isNumber()) {
                return "";
            }
            most = Math.max(most, read.path("lag").asLong());
        }
        return ", " + most + " records behind";
    }
}
