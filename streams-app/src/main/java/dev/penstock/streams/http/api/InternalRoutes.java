// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.http.peer.Peers;
import dev.penstock.streams.http.peer.RemoteFeatures;
import dev.penstock.streams.http.route.Json;
import dev.penstock.streams.http.route.Parameter;
import dev.penstock.streams.http.route.RequestBody;
import dev.penstock.streams.http.route.RequestParameters;
import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.serving.Deadline;
import dev.penstock.streams.serving.KeyQuery;
import dev.penstock.streams.serving.KeyResult;
import dev.penstock.streams.serving.LatestWindow;
import dev.penstock.streams.serving.LocalFeatures;
import dev.penstock.streams.serving.NewestResult;
import dev.penstock.streams.serving.WindowQuery;
import dev.penstock.streams.serving.WindowResult;
import io.javalin.http.Context;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What other instances ask, see {@link RemoteFeatures}. Answers come from this instance's own stores and from nowhere
 * else.
 */
public final class InternalRoutes {

    private static final Pattern TIME = Pattern.compile("\\d{1,15}");
    private static final Pattern MILLIS = Pattern.compile("\\d{1,9}");
    private static final int MOST_ROWS = 1000;
    private static final int MOST_PARTITIONS = 100_000;

    private final Groups groups;
    private final LocalFeatures local;

    public InternalRoutes(Groups groups, LocalFeatures local) {
        this.groups = groups;
        this.local = local;
    }

    public List<Route> routes() {
        return List.of(
                route(
                        RemoteFeatures.KEY_PATH,
                        KeyResult.class,
                        this::key,
                        "group",
                        "key",
                        "from",
                        "to",
                        "limit",
                        "merged",
                        "partition",
                        "standby"),
                Route.post(
                                RemoteFeatures.NEWEST_PATH,
                                "",
                                List.of(),
                                RemoteFeatures.NewestOf.class,
                                NewestResult.class,
                                request -> Answers.json(request, newest(request)))
                        .with(Route.Guard.INSTANCES),
                route(
                        RemoteFeatures.WINDOW_PATH,
                        WindowResult.class,
                        this::window,
                        "group",
                        "window",
                        "limit",
                        "resumed",
                        "after",
                        "top",
                        "partition",
                        "standby"),
                route(RemoteFeatures.LATEST_PATH, LatestWindow.class, this::latest, "group", "partition", "standby"));
    }

    private interface Answer {
        Object to(RequestParameters query, Deadline deadline);
    }

    private static Route route(String path, Class<?> type, Answer answer, String... parameters) {
        return Route.json(
                        path,
                        "",
                        List.of(parameters).stream()
                                .map(name -> Parameter.query(name, "", ""))
                                .toList(),
                        type,
                        request -> Answers.json(request, answer.to(RequestParameters.of(request), deadline(request))))
                .with(Route.Guard.INSTANCES);
    }

    private Object key(RequestParameters query, Deadline deadline) {
        var question = new KeyQuery(
                group(query),
                bytes(query, "key"),
                number(query, "from"),
                number(query, "to"),
                query.number("limit", 1, 1, MOST_ROWS),
                flag(query, "merged"));
        return local.key(question, partition(query), flag(query, "standby"), deadline);
    }

    private NewestResult newest(Context request) {
        var asked = RequestBody.read(request, Json.MAPPER, RemoteFeatures.NewestOf.class, "a question of an instance");
        groups.named(asked.question().group());
        return local.newest(asked.question(), asked.partition(), asked.standby(), deadline(request));
    }

    private Object window(RequestParameters query, Deadline deadline) {
        var question = new WindowQuery(
                group(query),
                number(query, "window"),
                query.number("limit", 1, 1, MOST_ROWS),
                flag(query, "resumed"),
                bytes(query, "after"),
                top(query));
        return local.window(question, partition(query), flag(query, "standby"), deadline);
    }

    private Object latest(RequestParameters query, Deadline deadline) {
        return local.latest(group(query), partition(query), flag(query, "standby"), deadline);
    }

    private static Deadline deadline(Context request) {
        String header = request.header(Peers.DEADLINE_HEADER);
        boolean given = header != null && MILLIS.matcher(header).matches();
        return Deadline.in(given ? Duration.ofMillis(Long.parseLong(header)) : Deadline.LONGEST);
    }

    private String group(RequestParameters query) {
        return named(query).name();
    }

    private FeatureGroup named(RequestParameters query) {
        return groups.named(query.text("group").orElse(""));
    }

    private String top(RequestParameters query) {
        String top = query.text("top").orElse("");
        if (!top.isEmpty()
                && named(query).columns().stream()
                        .noneMatch(column -> column.name().equals(top))) {
            throw RequestParameters.bad("top", top, "a column").exception();
        }
        return top;
    }

    private static int partition(RequestParameters query) {
        return query.number("partition", 0, 0, MOST_PARTITIONS);
    }

    private static long number(RequestParameters query, String name) {
        String text = query.text(name).orElse("");
        if (text.equals(String.valueOf(Long.MAX_VALUE))) {
            return Long.MAX_VALUE;
        }
        return Optional.of(text)
                .filter(digits -> TIME.matcher(digits).matches())
                .map(Long::valueOf)
                .orElseThrow(() -> RequestParameters.bad(name, text, "a number").exception());
    }

    private static boolean flag(RequestParameters query, String name) {
        return query.text(name).map(Boolean::parseBoolean).orElse(false);
    }

    private static byte[] bytes(RequestParameters query, String name) {
        String text = query.text(name).orElse("");
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw RequestParameters.bad(name, text, "base64").exception();
        }
    }
}
