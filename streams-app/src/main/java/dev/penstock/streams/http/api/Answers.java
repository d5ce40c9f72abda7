// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.streams.http.answer.KeyAnswer;
import dev.penstock.streams.http.answer.ReadAnswer;
import dev.penstock.streams.http.answer.Row;
import dev.penstock.streams.http.answer.WindowAnswer;
import dev.penstock.streams.http.route.Json;
import dev.penstock.streams.http.route.Route;
import dev.penstock.streams.serving.KeyQuery;
import dev.penstock.streams.serving.KeyResult;
import dev.penstock.streams.serving.KeyedRow;
import dev.penstock.streams.serving.ReadOrigin;
import dev.penstock.streams.serving.WindowQuery;
import dev.penstock.streams.serving.WindowResult;
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
    static KeyAnswer of(KeyQuery question, String key, KeyResult part) {
        List<KeyedRow> rows = part.rows();
        return new KeyAnswer(
                question.group(),
                key,
                rows(rows),
                part.more() ? PageToken.behind(part.lastWindow()).text() : null,
                question.merged() ? part.windows() : null,
                part.read().role() != StoreRole.ACTIVE,
                part.read().updatedAt(),
                rows.stream().mapToLong(KeyedRow::lastEventAt).max().orElse(0),
                List.of(of(part.read())));
    }

    static WindowAnswer of(FeatureGroup group, WindowQuery question, List<WindowResult> parts, WindowRows rows) {
        return new WindowAnswer(
                group.name(),
                question.window(),
                group.window().end(question.window()),
                rows(rows.rows()),
                rows.complete() ? null : new PageToken(question.window(), rows.reached()).text(),
                isStale(parts),
                parts.stream()
                        .map(part -> part.read().updatedAt())
                        .filter(Objects::nonNull)
                        .max(Long::compare)
                        .orElse(null),
                rows.rows().stream()
                        .map(KeyedRow::lastEventAt)
                        .max(Long::compare)
                        .orElse(null),
                parts.stream().map(part -> of(part.read())).toList());
    }

    static boolean isStale(List<WindowResult> parts) {
        return parts.stream().anyMatch(part -> part.read().role() != StoreRole.ACTIVE);
    }

    private static List<Row> rows(List<KeyedRow> entries) {
        return entries.stream().map(entry -> new Row(entry.row())).toList();
    }

    private static ReadAnswer of(ReadOrigin read) {
        return new ReadAnswer(
                read.instance(), word(read.role()), read.partition(), read.lag(), read.updatedAt(), read.readAt());
    }

    /** A constant as answers have it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
