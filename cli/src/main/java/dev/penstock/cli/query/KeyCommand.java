// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.LinkedHashMap;
import java.util.Map;

/** Prints the rows of one key. */
@Command(
        name = "key",
        sortOptions = false,
        description = {
            "Prints the feature rows of one key, newest window first, or some of its windows merged into one row.",
            "Times are ISO-8601 with an offset, such as 2026-11-21T08:06:00Z, or epoch milliseconds."
        },
        exitCodeList = {"0:done", "1:there is no answer, such as for a key without rows", "2:wrong usage"})
final class KeyCommand extends Asking {

    @Parameters(paramLabel = "GROUP", description = "The feature group.")
    private String group;

    @Parameters(
            paramLabel = "KEY",
            description =
                    "The entity key as in record keys: several fields are joined by |, with a \\ before each | and \\ in"
                            + " them; all where the key is all.")
    private String key;

    @Option(names = "--from", paramLabel = "TIME", description = "Windows that begin then or later. Default: all")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", description = "Windows that begin before then. Default: all")
    private String to = "";

    @Option(
            names = "--last",
            paramLabel = "LENGTH",
            description =
                    "Merges the windows of this span, such as 5m or 1h, up to --to or now. Default: none, a row for"
                            + " each window")
    private String last = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = Limit.class,
            description = "Most rows; not with --last, which gives one. Default: " + Limit.DEFAULT)
    private int limit = Limit.NOT_GIVEN;

    @Override
    JsonNode ask(Api api) {
        // By a parameter: paths can't hold all keys.
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("key", key));
        put(parameters, "from", from);
        put(parameters, "to", to);
        put(parameters, "last", last);
        String path = Api.path("/api/features/", group);
        if (last.isEmpty()) {
            return api.rows(path, parameters, limit == Limit.NOT_GIVEN ? Limit.DEFAULT : limit);
        }
        // The instance says what does not go together.
        put(parameters, "limit", limit == Limit.NOT_GIVEN ? "" : String.valueOf(limit));
        return api.get(path, parameters);
    }

    private static void put(Map<String, String> parameters, String name, String value) {
        if (!value.isEmpty()) {
            parameters.put(name, value);
        }
    }

    @Override
    View view(JsonNode answer) {
        return RowsView.ofKey(answer);
    }
}
