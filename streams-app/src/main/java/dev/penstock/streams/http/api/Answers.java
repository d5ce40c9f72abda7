// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.http.answer.KeyAnswer;
import dev.penstock.streams.http.answer.ReadAnswer;
import dev.penstock.streams.http.answer.Row;
import dev.penstock.streams.http.answer.WindowAnswer;
import dev.penstock.streams.http.route.Json;
import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.serving.Entry;
import dev.penstock.streams.serving.KeyPart;
import dev.penstock.streams.serving.KeyQuestion;
import dev.penstock.streams.serving.Read;
import dev.penstock.streams.serving.WindowPart;
import dev.penstock.streams.serving.WindowQuestion;
import dev.penstock.streams.serving.WindowRows;
import dev.penstock.streams.state.StoreRole;
import io.javalin.http.Context;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Makes answers of what was found. */
public final class Answers {

    private Answers() {}

    public static void json(Context request, Object answer) {
        request.contentType(Route.JSON).result(Json.bytes(answer));
    }

    /** @param part with rows */
    static KeyAnswer of(KeyQuestion question, String key, KeyPart part) {
        List<Entry> rows = part.rows();
        return new KeyAnswer(
                question.group(),
                key,
                rows(rows),
                part.more() ? PageToken.behind(part.lastWindow()).text() : null,
                question.merged() ? part.windows() : null,
                part.read().role() != StoreRole.ACTIVE,
                part.read().updatedAt(),
                rows.stream().mapToLong(Entry::lastEventAt).max().orElse(0),
                List.of(of(part.read())));
    }

    static WindowAnswer of(FeatureGroup group, WindowQuestion question, List<WindowPart> parts, WindowRows rows) {
        return new WindowAnswer(
                group.name(),
                question.window(),
                question.window() + group.window().toMillis(),
                rows(rows.rows()),
                rows.complete() ? null : new PageToken(question.window(), rows.reached()).text(),
                isStale(parts),
                parts.stream()
                        .map(part -> part.read().updatedAt())
                        .filter(Objects::nonNull)
                        .max(Long::compare)
                        .orElse(null),
                rows.rows().stream().map(Entry::lastEventAt).max(Long::compare).orElse(null),
                parts.stream().map(part -> of(part.read())).toList());
    }

    static boolean isStale(List<WindowPart> parts) {
        return parts.stream().anyMatch(part -> part.read().role() != StoreRole.ACTIVE);
    }

    private static List<Row> rows(List<Entry> entries) {
        return entries.stream().map(entry -> new Row(entry.row())).toList();
    }

    private static ReadAnswer of(Read read) {
        return new ReadAnswer(
                read.instance(), word(read.role()), read.partition(), read.lag(), read.updatedAt(), read.readAt());
    }

    /** A constant as answers have it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
