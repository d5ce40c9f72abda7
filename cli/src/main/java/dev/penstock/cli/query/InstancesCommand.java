// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.penstock.event.pipeline.mistake.Quote;
import picocli.CommandLine.Command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

import static java.util.stream.Collectors.joining;

/** Prints the instances of an application. */
@Command(
        name = "instances",
        sortOptions = false,
        description = {
            "Prints the instances of an application, a line each: how it is, its threads by their state, its tasks, the"
                    + " records that are not committed yet, and how far restoring is."
        },
        exitCodeList = {"0:done, whether all instances answered or not", "1:there is no answer", "2:wrong usage"})
final class InstancesCommand extends Asking {

    @Override
    JsonNode ask(Api api) {
        return api.get("/api/instances", Map.of());
    }

    @Override
    View view(JsonNode answer) {
        return viewOf(answer);
    }

    static View viewOf(JsonNode answer) {
        var table = new TextTable(
                List.of("instance", "status", "live", "ready", "threads", "active", "standby", "lag", "restored"));
        List<String> notes = new ArrayList<>();
        for (JsonNode instance : answer.path("instances")) {
            if (instance.path("reachable").asBoolean()) {
                table.add(cells(instance));
                if (!instance.path("missing_topics").isEmpty()) {
                    notes.add(Quote.printable(instance.path("instance").asText() + ": missing topics: "
                            + texts(instance.path("missing_topics"))));
                }
            } else {
                table.add(unreachable(instance));
                notes.add(Quote.printable(instance.path("instance").asText() + ": "
                        + instance.path("error").asText()));
            }
        }
        JsonNode unread = answer.path("unread");
        if (!unread.isEmpty()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "no instance reads %s, in which %,d records wait",
                    Quote.printable(names(unread)),
                    sum(unread, "lag")));
        }
        return new View(table, notes);
    }

    private static List<JsonNode> cells(JsonNode instance) {
        JsonNode threads = instance.path("threads");
        return List.of(
                instance.path("instance"),
                instance.path("status"),
                yes(instance.path("live")),
                yes(instance.path("ready")),
                Words.node(states(threads)),
                LongNode.valueOf(tasks(threads, "active")),
                LongNode.valueOf(tasks(threads, "standby")),
                LongNode.valueOf(sum(instance.path("input"), "lag")),
                restored(instance.path("stores")));
    }

    private static List<JsonNode> unreachable(JsonNode instance) {
        JsonNode none = MissingNode.getInstance();
        return List.of(instance.path("instance"), Words.node("unreachable"), none, none, none, none, none, none, none);
    }

    private static String texts(JsonNode names) {
        var texts = new StringJoiner(", ");
        names.forEach(name -> texts.add(name.asText()));
        return texts.toString();
    }

    private static String names(JsonNode partitions) {
        Map<String, StringJoiner> numbers = new TreeMap<>();
        for (JsonNode one : partitions) {
            numbers.computeIfAbsent(one.path("topic").asText(), topic -> new StringJoiner(", "))
                    .add(one.path("partition").asText());
        }
        return numbers.entrySet().stream()
                .map(topic -> topic.getKey() + " (partition " + topic.getValue() + ")")
                .collect(joining(", "));
    }

    private static JsonNode yes(JsonNode flag) {
        return Words.node(flag.asBoolean() ? "yes" : "no");
    }

    private static String states(JsonNode threads) {
        Map<String, Integer> states = new TreeMap<>();
        threads.forEach(
                thread -> states.merge(thread.path("state").asText().toLowerCase(Locale.ROOT), 1, Integer::sum));
        return states.entrySet().stream()
                .map(state -> state.getValue() + " " + state.getKey())
                .collect(joining(", "));
    }

    private static long tasks(JsonNode threads, String kind) {
        long tasks = 0;
        for (JsonNode thread : threads) {
            tasks += thread.path(kind).size();
        }
        return tasks;
    }

    /** What is not known yet counts as nothing. */
    private static long sum(JsonNode elements, String member) {
        long sum = 0;
        for (JsonNode element : elements) {
            sum += element.path(member).asLong();
        }
        return sum;
    }

    /** Over all stores that are being restored; nothing if there is none. */
    private static JsonNode restored(JsonNode stores) {
        long done = 0;
        long of = 0;
        for (JsonNode store : stores) {
            done += store.at("/restoring/done").asLong();
            of += store.at("/restoring/of").asLong();
        }
        return of == 0 ? MissingNode.getInstance() : Words.node(Math.min(100, 100 * done / of) + " %");
    }
}
