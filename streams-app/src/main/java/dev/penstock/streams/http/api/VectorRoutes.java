// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.http.answer.Value;
import dev.penstock.streams.http.answer.VectorsAnswer;
import dev.penstock.streams.http.answer.VectorsAnswer.Vector;
import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;
import dev.penstock.streams.http.route.Json;
import dev.penstock.streams.http.route.Parameter;
import dev.penstock.streams.http.route.RequestBody;
import dev.penstock.streams.http.route.RequestParameters;
import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.http.route.Times;
import dev.penstock.streams.serving.AppFeatures;
import dev.penstock.streams.serving.Deadline;
import dev.penstock.streams.serving.NewestQuery;
import dev.penstock.streams.serving.NewestRows;
import io.javalin.http.Context;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Features of many keys at once, as models ask for them. What is missing is null with a status, and no problem. */
public final class VectorRoutes {

    private static final String PATH = "/api/vectors";
    private static final int MOST_KEYS = 1000;
    private static final int MOST_VALUES = 100_000;
    private static final String EXPECTED = "{\"keys\": [\"KEY\"], \"features\": [\"GROUP\", \"GROUP.COLUMN\"]}";

    private enum Status {
        PRESENT,
        NONE,
        OUTSIDE_TTL,
        UNAVAILABLE;

        /** Made once: an answer has it for each value. */
        private final String word = Answers.word(this);
    }

    private final Groups groups;
    private final AppFeatures features;
    private final Clock clock;

    public VectorRoutes(Groups groups, AppFeatures features, Clock clock) {
        this.groups = groups;
        this.features = features;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(Route.post(
                PATH,
                "Features of many keys: of each key the newest window of each feature group",
                List.of(
                        Parameter.query(
                                        "as_of",
                                        "only windows that had ended then; by default also the current one; "
                                                + Times.TIME_IN_URL,
                                        "2023-11-14T22:15:00Z")
                                .matching(Times.PATTERN),
                        Parameter.query(
                                        "max_age",
                                        "a row whose window ended longer ago has the status outside_ttl; "
                                                + Times.LENGTH,
                                        "1h")
                                .matching(Times.LENGTH_PATTERN)),
                VectorsQuestion.class,
                VectorsAnswer.class,
                request -> Answers.json(request, answer(request))));
    }

    private VectorsAnswer answer(Context request) {
        RequestParameters query = RequestParameters.of(request);
        VectorsQuestion question = RequestBody.read(request, Json.STRICT, VectorsQuestion.class, EXPECTED);
        if (question.keys().size() > MOST_KEYS) {
            throw RequestParameters.bad("keys", question.keys().size() + " keys", MOST_KEYS + " at most")
                    .exception();
        }
        if (question.keys().stream().anyMatch(Objects::isNull)
                || question.features().stream().anyMatch(Objects::isNull)) {
            throw Problem.of(Kind.BAD_REQUEST, "found null in a list, expected " + EXPECTED)
                    .exception();
        }
        var wanted = new VectorFeatures(groups, question.features());
        int width = wanted.names().size();
        if (width == 0) {
            throw RequestParameters.unfit("features", "none", "at least one GROUP or GROUP.COLUMN")
                    .exception();
        }
        if ((long) width * question.keys().size() > MOST_VALUES) {
            throw RequestParameters.unfit(
                            "features",
                            String.format(
                                    Locale.ROOT,
                                    "%d features of %d keys",
                                    width,
                                    question.keys().size()),
                            MOST_VALUES + " values at most")
                    .exception();
        }
        long now = clock.millis();
        long asOf = query.time("as_of", Long.MAX_VALUE);
        long oldest = query.has("max_age") ? Math.min(now, asOf) - maxAge(query) : Long.MIN_VALUE;
        List<byte[]> keys = question.keys().stream().map(FeatureAnswers::bytes).toList();
        List<Vector> vectors =
                question.keys().stream().map(key -> blank(key, width)).toList();
        Deadline deadline = Deadline.in(Deadline.LONGEST);
        boolean stale = false;
        for (VectorFeatures.OfGroup ofGroup : wanted.groups()) {
            var newest = new NewestQuery(
                    ofGroup.group().name(), keys, query.has("as_of") ? end(ofGroup.group(), query, now) : asOf);
            NewestRows rows = features.newest(newest, deadline);
            stale |= rows.isStale();
            for (int key = 0; key < vectors.size(); key++) {
                fill(vectors.get(key), ofGroup, rows, key, oldest);
            }
        }
        return new VectorsAnswer(wanted.names(), vectors, stale);
    }

    private static long maxAge(RequestParameters query) {
        String text = query.text("max_age").orElse("");
        return Times.length(text)
                .map(Duration::toMillis)
                .orElseThrow(() ->
                        RequestParameters.bad("max_age", text, Times.LENGTH).exception());
    }

    /** Windows that begin before then had ended at the time that is asked for. */
    private static long end(FeatureGroup group, RequestParameters query, long now) {
        long asOf = query.time("as_of", 0);
        long first = now - group.retention().toMillis();
        if (asOf < first) {
            throw RequestParameters.unfit(
                            "as_of",
                            query.text("as_of").orElse(""),
                            "a time that '" + group.name() + "' still has, from " + Times.words(first) + " on")
                    .exception();
        }
        return Math.max(1, group.window().start(asOf));
    }

    private static Vector blank(String key, int width) {
        return new Vector(
                key,
                new ArrayList<>(Collections.nCopies(width, Value.NULL)),
                new ArrayList<>(Collections.nCopies(width, Status.NONE.word)),
                new ArrayList<>(Collections.nCopies(width, null)));
    }

    /** @param oldest end of a window that still counts, in epoch milliseconds */
    private static void fill(Vector vector, VectorFeatures.OfGroup ofGroup, NewestRows rows, int key, long oldest) {
        if (rows.isUnavailable(key)) {
            ofGroup.places().forEach(place -> vector.statuses().set(place, Status.UNAVAILABLE.word));
        }
        rows.row(key).ifPresent(found -> {
            long end = ofGroup.group().window().end(found.window());
            List<Value> values = ofGroup.values(found.row());
            for (int i = 0; i < values.size(); i++) {
                int place = ofGroup.places().get(i);
                vector.windowEnds().set(place, end);
                if (end < oldest) {
                    vector.statuses().set(place, Status.OUTSIDE_TTL.word);
                } else if (values.get(i) != Value.NULL) {
                    vector.values().set(place, values.get(i));
                    vector.statuses().set(place, Status.PRESENT.word);
                }
            }
        });
    }
}
