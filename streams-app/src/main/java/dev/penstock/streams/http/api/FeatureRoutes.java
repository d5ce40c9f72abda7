// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.http.answer.GroupsAnswer;
import dev.penstock.streams.http.answer.KeyAnswer;
import dev.penstock.streams.http.answer.WindowAnswer;
import dev.penstock.streams.http.route.Parameter;
import dev.penstock.streams.http.route.RequestParameters;
import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.http.route.Times;
import dev.penstock.streams.http.server.QuickLookups;
import dev.penstock.streams.serving.Deadline;
import dev.penstock.streams.serving.WindowQuery;
import io.javalin.http.Context;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is asked about feature groups and their rows. */
public final class FeatureRoutes {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST_ROWS = 1000;
    private static final int MOST_TOP = 100;
    private static final byte[] NO_KEY = {};
    private static final String LATEST = "latest";
    private static final String KEY_TEXT =
            "entity key, percent-encoded; several fields are joined by |, with a \\ before each | and \\ in them";
    private static final String LIMIT_TEXT = "most rows, 1 to 1000; default 100";
    private static final String PAGE_TEXT = "what next of the answer before says";

    private final Groups groups;
    private final FeatureAnswers answers;
    private final KeySpans spans;

    public FeatureRoutes(Groups groups, FeatureAnswers answers, KeySpans spans) {
        this.groups = groups;
        this.answers = answers;
        this.spans = spans;
    }

    public List<Route> routes() {
        Parameter group = Parameter.path("group", "name of the feature group", "user_activity");
        List<Parameter> ofKey = List.of(
                Parameter.query("from", "windows that begin then or later; " + Times.TIME_IN_URL, "1700000040000")
                        .matching(Times.PATTERN),
                Parameter.query("to", "windows that begin before then", "2023-11-14T22:15:00Z")
                        .matching(Times.PATTERN),
                Parameter.query("last", "merges the windows of this span into one row; " + Times.LENGTH, "5m")
                        .matching(Times.LENGTH_PATTERN),
                Parameter.number("limit", LIMIT_TEXT, 1, MOST_ROWS),
                Parameter.query("page", PAGE_TEXT, "").matching(PageToken.PATTERN));
        List<Parameter> ofGroup = List.of(
                group,
                Parameter.query("window", "when the window begins, or latest; default latest", LATEST)
                        .matching("^" + LATEST + "$|" + Times.PATTERN),
                Parameter.number("limit", LIMIT_TEXT, 1, MOST_ROWS),
                Parameter.query("page", PAGE_TEXT, "").matching(PageToken.PATTERN),
                Parameter.query("top", "a numeric column: only the rows with its greatest values", "revenue")
                        .notEmpty(),
                Parameter.query("key", "rows of this key, as by the path; then with the parameters of that path", ""),
                ofKey.get(0),
                ofKey.get(1),
                ofKey.get(2));
        return List.of(
                Route.json(
                        "/api/groups",
                        "Feature groups, their keys, windows and columns",
                        List.of(),
                        GroupsAnswer.class,
                        request -> Answers.json(request, groups.answer())),
                Route.json(
                        QuickLookups.ROUTE,
                        "Rows of one key, newest first, or some of them merged into one",
                        concat(List.of(group, Parameter.path("key", KEY_TEXT, "user-17")), ofKey),
                        KeyAnswer.class,
                        request -> ofKey(request, request.pathParam("key"))),
                Route.json(
                        "/api/features/{group}",
                        "Rows of one window over all keys",
                        ofGroup,
                        WindowAnswer.class,
                        this::ofGroup));
    }

    private static List<Parameter> concat(List<Parameter> some, List<Parameter> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private void ofGroup(Context request) {
        groups.named(request.pathParam("group"));
        RequestParameters query = RequestParameters.of(request);
        Optional<String> key = query.text("key");
        refuse(
                query,
                key.isPresent() ? List.of("window", "top") : List.of("from", "to", "last"),
                key.isPresent() ? "nothing, as there is a key" : "a key with it");
        if (key.isPresent()) {
            ofKey(request, key.get());
        } else {
            ofWindow(request, query);
        }
    }

    private void ofKey(Context request, String key) {
        FeatureGroup group = groups.named(request.pathParam("group"));
        RequestParameters query = RequestParameters.of(request);
        KeySpans.Span span = spans.of(group, query);
        int limit = query.number("limit", DEFAULT_LIMIT, 1, MOST_ROWS);
        Answers.json(request, answers.ofKey(group, key, span, limit));
    }

    private void ofWindow(Context request, RequestParameters query) {
        FeatureGroup group = groups.named(request.pathParam("group"));
        String top = top(group, query);
        if (!top.isEmpty()) {
            refuse(query, List.of("page"), "nothing, as top has no pages");
        }
        Optional<PageToken> page = query.text("page").map(PageToken::read);
        int limit = query.number("limit", DEFAULT_LIMIT, 1, MOST_ROWS);
        if (!top.isEmpty() && limit > MOST_TOP) {
            throw RequestParameters.unfit(
                            "limit", String.valueOf(limit), "a number from 1 to " + MOST_TOP + ", as there is top")
                    .exception();
        }
        Deadline deadline = Deadline.in(Deadline.LONGEST);
        long window = window(group, query, page, deadline);
        var question = new WindowQuery(
                group.name(),
                window,
                limit,
                page.isPresent(),
                page.map(PageToken::key).orElse(NO_KEY),
                top);
        Answers.json(request, answers.ofWindow(group, question, deadline));
    }

    private long window(FeatureGroup group, RequestParameters query, Optional<PageToken> page, Deadline deadline) {
        String text = query.text("window").orElse(LATEST);
        long asked = text.equals(LATEST)
                ? -1
                : Times.time(text)
                        .orElseThrow(() -> RequestParameters.bad("window", text, "latest, or " + Times.expected(text))
                                .exception());
        if (asked >= 0) {
            requireStart(group, "window", text, asked);
        }
        if (page.isPresent()) {
            long window = page.get().window();
            if (asked >= 0 && asked != window) {
                throw RequestParameters.unfit("page", query.text("page").orElse(""), "a page of the window " + asked)
                        .exception();
            }
            return window;
        }
        if (asked >= 0) {
            return asked;
        }
        return answers.latest(group, deadline);
    }

    /** Refuses a time at which no window begins. */
    static void requireStart(FeatureGroup group, String parameter, String text, long time) {
        long start = group.window().start(time);
        if (start != time) {
            throw RequestParameters.unfit(
                            parameter,
                            text,
                            String.format(
                                    Locale.ROOT,
                                    "a time at which a window begins, such as %s or %s",
                                    Times.words(start),
                                    Times.words(group.window().end(start))))
                    .exception();
        }
    }

    private static String top(FeatureGroup group, RequestParameters query) {
        query.text("top").ifPresent(column -> FeatureAnswers.requireNumeric(group, "top", column));
        return query.text("top").orElse("");
    }

    private static void refuse(RequestParameters query, List<String> parameters, String expected) {
        for (String parameter : parameters) {
            query.text(parameter).ifPresent(found -> {
                throw RequestParameters.unfit(parameter, found, expected).exception();
            });
        }
    }
}
