// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Map;

/** Prints the rows of one window. */
@Command(
        name = "window",
        sortOptions = false,
        description = {
            "Prints the feature rows of all keys in one window, in the order of their keys or by the values of a column."
        },
        exitCodeList = {"0:done", "1:there is no answer, such as for a window without rows", "2:wrong usage"})
final class WindowCommand extends Asking {

    private static final int MOST_TOP = 100;

    @Parameters(paramLabel = "GROUP", description = "The feature group.")
    private String group;

    @Option(
            names = "--window",
            paramLabel = "TIME",
            description = "When the window begins: ISO-8601 with an offset, such as 2026-11-21T08:06:00Z, epoch"
                    + " milliseconds, or latest. Default: latest, the newest that any key has")
    private String window = "latest";

    @Option(
            names = "--top",
            paramLabel = "COLUMN",
            description = "The rows with the greatest values of this column, greatest first, " + MOST_TOP
                    + " at most. Default: all rows in the order of their keys")
    private String top = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = Limit.class,
            description = "Most rows. Default: " + Limit.DEFAULT)
    private int limit = Limit.DEFAULT;

    @Override
    JsonNode ask(Api api) {
        String path = Api.path("/api/features/", group);
        return top.isEmpty()
                ? api.rows(path, Map.of("window", window), limit)
                : api.get(
                        path, Map.of("window", window, "top", top, "limit", String.valueOf(Math.min(limit, MOST_TOP))));
    }

    @Override
    View view(JsonNode answer) {
        return RowsView.ofWindow(answer);
    }
}
