// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import static java.util.stream.Collectors.joining;

/** Prints feature groups. */
@Command(
        name = "groups",
        sortOptions = false,
        description = {
            "Prints the feature groups of an application, a line each: its name, what it reads, its key, the length of its"
                    + " windows, its topic, when it writes rows, and its columns."
        },
        exitCodeList = {"0:done", "1:there is no answer", "2:wrong usage"})
final class GroupsCommand extends Asking {

    @Override
    JsonNode ask(Api api) {
        return api.get("/api/groups", Map.of());
    }

    @Override
    View view(JsonNode answer) {
        return viewOf(answer);
    }

    static View viewOf(JsonNode answer) {
        var table = new TextTable(List.of("group", "from", "key", "window", "to", "emit", "columns"));
        for (JsonNode group : answer.path("groups")) {
            table.add(List.of(
                    group.path("name"),
                    group.path("from"),
                    Words.node(group.path("key").isEmpty() ? "all" : joined(texts(group.path("key")))),
                    Words.node(Words.length(group.path("window_ms"))),
                    group.path("to"),
                    group.path("emit"),
                    Words.node(joined(elements(group.path("columns"))
                            .map(column -> column.path("name").asText())))));
        }
        return new View(table, List.of());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Stream<String> texts(JsonNode array) {
        return elements(array).map(JsonNode::asText);
    }

    private static String joined(Stream<String> words) {
        return words.collect(joining(", "));
    }
}
