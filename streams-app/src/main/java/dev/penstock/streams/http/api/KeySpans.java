// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.event.Durations;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.route.RequestParameters;
import dev.penstock.streams.http.route.Times;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Reads which windows of a key are asked for. */
public final class KeySpans {

    private final Clock clock;

    public KeySpans(Clock clock) {
        this.clock = clock;
    }

    /**
     * Windows that begin at {@code from} or later, before {@code to}.
     *
     * @param merged whether they become one row
     */
    record Span(long from, long to, boolean merged) {}

    Span of(FeatureGroup group, RequestParameters query) {
        return query.has("last") ? last(group, query) : between(query);
    }

    private static Span between(RequestParameters query) {
        long from = query.time("from", 0);
        long to = query.time("to", Long.MAX_VALUE);
        if (from >= to) {
            throw RequestParameters.unfit(
                            "to", query.text("to").orElse(""), "a time later than from, which is " + Times.words(from))
                    .exception();
        }
        long end = query.text("page").map(page -> PageToken.read(page).window()).orElse(to);
        return new Span(Math.min(from, end), Math.max(1, Math.min(end, to)), false);
    }

    private Span last(FeatureGroup group, RequestParameters query) {
        for (String parameter : List.of("from", "limit", "page")) {
            query.text(parameter).ifPresent(found -> {
                throw RequestParameters.unfit(parameter, found, "nothing, as last makes one row")
                        .exception();
            });
        }
        String text = query.text("last").orElse("");
        Duration length = Times.length(text)
                .orElseThrow(
                        () -> RequestParameters.bad("last", text, Times.LENGTH).exception());
        requireWhole(group, text, length);
        long end = end(group, query);
        long windows = length.dividedBy(group.window().length());
        return new Span(Math.max(0, group.window().before(end, windows)), end, true);
    }

    private long end(FeatureGroup group, RequestParameters query) {
        long currentEnd = group.window().end(clock.millis());
        long end = query.time("to", currentEnd);
        if (query.has("to")) {
            FeatureRoutes.requireStart(group, "to", query.text("to").orElse(""), end);
        }
        return end;
    }

    private static void requireWhole(FeatureGroup group, String text, Duration length) {
        long window = group.window().length().toMillis();
        Problem wrong = RequestParameters.unfit(
                "last",
                text,
                String.format(
                        Locale.ROOT,
                        "a multiple of the window, which is %s, up to the retention, which is %s",
                        Durations.text(group.window().length()),
                        Durations.text(group.retention())));
        if (length.toMillis() % window != 0 || length.compareTo(group.retention()) > 0) {
            throw wrong.exception();
        }
    }
}
