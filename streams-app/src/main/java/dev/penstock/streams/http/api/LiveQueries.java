// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.http.answer.LiveAnswer;
import dev.penstock.streams.http.live.LiveQuery;
import dev.penstock.streams.http.problem.ProblemException;
import dev.penstock.streams.http.route.Json;
import dev.penstock.streams.http.route.Parameter;
import dev.penstock.streams.http.route.RequestParameters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads what a page wants to be told again and again. */
public final class LiveQueries {

    static final int MOST_GROUPS = 32;

    private static final String TOP = "[^,]*:[^,]*";
    private static final String MORE = "{0," + (MOST_GROUPS - 1) + "}$";

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    /** Two hours of minutes, several days of hours. */
    private static final int ROWS = 120;

    private static final int TOP_ROWS = 10;

    /** Of what is read out of stores: no more than a sixth of the time goes into each of these. */
    private static final int REST = 5;

    private static final KeySpans.Span ALWAYS = new KeySpans.Span(0, Long.MAX_VALUE, false);

    private final Groups groups;
    private final FeatureAnswers features;
    private final InstanceRoutes instances;

    public LiveQueries(Groups groups, FeatureAnswers features, InstanceRoutes instances) {
        this.groups = groups;
        this.features = features;
        this.instances = instances;
    }

    static List<Parameter> parameters() {
        return List.of(
                Parameter.query("top", "GROUP:COLUMN, several with commas: its greatest rows of the latest window", "")
                        .matching("^$|^" + TOP + "(," + TOP + ")" + MORE),
                Parameter.query("series", "groups with key: all, several with commas: their newest rows", "")
                        .matching("^[^,]*(,[^,]*)" + MORE),
                Parameter.query("group", "the group of key", "user_activity"),
                Parameter.query("key", "the key whose newest rows are told; with group", "user-17"));
    }

    List<LiveQuery> read(RequestParameters query) {
        List<LiveQuery> questions = new ArrayList<>();
        questions.add(question("stats", SECOND, 1, () -> instances.stats(true)));
        questions.add(question("instances", TWO_SECONDS, 1, instances::instances));
        list(query, "top").forEach(top -> questions.add(top(top)));
        list(query, "series").forEach(name -> questions.add(series(name)));
        if (query.has("group") != query.has("key")) {
            String missing = query.has("key") ? "group" : "key";
            throw RequestParameters.missing(missing, "a value, as group and key go together")
                    .exception();
        }
        query.text("key").ifPresent(key -> questions.add(key(query.text("group").orElse(""), key)));
        return questions;
    }

    private static List<String> list(RequestParameters query, String name) {
        List<String> all = query.text(name).filter(text -> !text.isEmpty()).stream()
                .flatMap(text -> List.of(text.split(",", -1)).stream())
                .distinct()
                .toList();
        if (all.size() > MOST_GROUPS) {
            throw RequestParameters.bad(name, all.size() + " of them", "at most " + MOST_GROUPS)
                    .exception();
        }
        return all;
    }

    private LiveQuery top(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw RequestParameters.bad("top", text, "GROUP:COLUMN").exception();
        }
        FeatureGroup group = groups.named(text.substring(0, colon));
        String column = text.substring(colon + 1);
        FeatureAnswers.requireNumeric(group, "top", column);
        return question(
                "top " + group.name() + " " + column, TWO_SECONDS, REST, () -> features.top(group, column, TOP_ROWS));
    }

    private LiveQuery series(String name) {
        FeatureGroup group = groups.named(name);
        if (!group.key().isEmpty()) {
            throw RequestParameters.unfit("series", name, "a group with key: all")
                    .exception();
        }
        return question(
                "series " + name, TWO_SECONDS, REST, () -> features.ofKey(group, FeatureGroup.ALL_KEY, ALWAYS, ROWS));
    }

    private LiveQuery key(String name, String key) {
        FeatureGroup group = groups.named(name);
        FeatureAnswers.bytes(key);
        return question("key " + name + " " + key, SECOND, REST, () -> features.ofKey(group, key, ALWAYS, ROWS));
    }

    private static LiveQuery question(String name, Duration pause, int rest, Supplier<?> answer) {
        return new LiveQuery(name, pause, rest, () -> Json.bytes(answer(name, answer)));
    }

    private static LiveAnswer answer(String name, Supplier<?> answer) {
        try {
            return LiveAnswer.of(name, answer.get());
        } catch (ProblemException e) {
            return LiveAnswer.none(name, e.problem());
        }
    }
}
