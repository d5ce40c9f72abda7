// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.streams.http.answer.KeyAnswer;
import dev.penstock.streams.http.answer.WindowAnswer;
import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;
import dev.penstock.streams.http.route.RequestParameters;
import dev.penstock.streams.http.route.Times;
import dev.penstock.streams.serving.AppFeatures;
import dev.penstock.streams.serving.Deadline;
import dev.penstock.streams.serving.KeyQuery;
import dev.penstock.streams.serving.KeyResult;
import dev.penstock.streams.serving.WindowQuery;
import dev.penstock.streams.serving.WindowResult;
import dev.penstock.streams.serving.WindowRows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Rows of feature groups as answers, whoever asks. What there is no answer to is a problem. Safe for use by many threads. */
public final class FeatureAnswers {

    private static final int MOST_KEY_BYTES = 4096;
    private static final byte[] NO_KEY = {};

    private final AppFeatures features;

    public FeatureAnswers(AppFeatures features) {
        this.features = features;
    }

    /** Rows of a key, newest first. */
    KeyAnswer ofKey(FeatureGroup group, String key, KeySpans.Span span, int limit) {
        var question = new KeyQuery(group.name(), bytes(key), span.from(), span.to(), limit, span.merged());
        KeyResult part = features.key(question, Deadline.in(Deadline.LONGEST));
        if (part.rows().isEmpty()) {
            throw noRows(group, key, span, part).exception();
        }
        return Answers.of(question, key, part);
    }

    /** The newest rows of a key, where this instance has them and nobody has to be waited for; empty otherwise. */
    public Optional<KeyAnswer> atOnce(FeatureGroup group, String key, int limit) {
        var question = new KeyQuery(group.name(), bytes(key), 0, Long.MAX_VALUE, limit, false);
        return features.atOnce(question).map(part -> Answers.of(question, key, part));
    }

    /** A key as stores have it, if it is not too long. */
    static byte[] bytes(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_KEY_BYTES) {
            throw RequestParameters.bad("key", key, "at most " + MOST_KEY_BYTES + " bytes")
                    .exception();
        }
        return bytes;
    }

    private static Problem noRows(FeatureGroup group, String key, KeySpans.Span span, KeyResult part) {
        String what = String.format(Locale.ROOT, "'%s' has no rows of %s", group.name(), Quote.quote(key));
        if (part.latestWindow() < 0) {
            return Problem.of(Kind.NO_ROWS, what);
        }
        return Problem.of(
                        Kind.NO_ROWS,
                        String.format(
                                Locale.ROOT,
                                "%s in windows that begin from %s on%s; its newest window begins at %s",
                                what,
                                Times.words(span.from()),
                                span.to() == Long.MAX_VALUE ? "" : " and before " + Times.words(span.to()),
                                Times.words(part.latestWindow())))
                .with("latest_window", part.latestWindow());
    }

    /** Rows of a window over all keys. */
    WindowAnswer ofWindow(FeatureGroup group, WindowQuery question, Deadline deadline) {
        List<WindowResult> parts = features.window(question, deadline);
        WindowRows rows = WindowRows.of(question, parts);
        if (rows.rows().isEmpty() && rows.complete() && !question.resumed()) {
            throw noRows(group, question.window(), parts, features.latest(group.name(), deadline))
                    .exception();
        }
        return Answers.of(group, question, parts, rows);
    }

    /** The rows of the latest window with the greatest values of a column. */
    WindowAnswer top(FeatureGroup group, String column, int limit) {
        Deadline deadline = Deadline.in(Deadline.LONGEST);
        long window = latest(group, deadline);
        return ofWindow(group, new WindowQuery(group.name(), window, limit, false, NO_KEY, column), deadline);
    }

    /** When the latest window begins that any key has. */
    long latest(FeatureGroup group, Deadline deadline) {
        return features.latest(group.name(), deadline)
                .orElseThrow(() -> Problem.of(Kind.NO_ROWS, "'" + group.name() + "' has no rows yet")
                        .exception());
    }

    private static Problem noRows(FeatureGroup group, long window, List<WindowResult> parts, OptionalLong latest) {
        if (Answers.isStale(parts)) {
            return Problem.of(Kind.MOVING, "a standby has no rows of this window; the active instance may have some");
        }
        String what = String.format(
                Locale.ROOT, "'%s' has no rows of the window that begins at %s", group.name(), Times.words(window));
        return latest.isEmpty()
                ? Problem.of(Kind.NO_ROWS, what)
                : Problem.of(Kind.NO_ROWS, what + "; its latest window begins at " + Times.words(latest.getAsLong()))
                        .with("latest_window", latest.getAsLong());
    }

    /**
     * Refuses what is no numeric column.
     *
     * @param parameter that names the column
     */
    static void requireNumeric(FeatureGroup group, String parameter, String column) {
        List<String> numeric = group.columns().stream()
                .filter(FeatureAnswers::isNumeric)
                .map(Column::name)
                .toList();
        if (!numeric.contains(column)) {
            throw RequestParameters.unfit(parameter, column, "a numeric column: " + String.join(", ", numeric))
                    .withKnown(numeric)
                    .exception();
        }
    }

    private static boolean isNumeric(Column column) {
        return column instanceof Column.Ratio
                || column instanceof Column.Aggregated aggregated
                        && aggregated.aggregate().type().isNumeric();
    }
}
