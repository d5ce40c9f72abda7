// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.docs;

import dev.penstock.event.Durations;
import dev.penstock.event.pipeline.Enricher;

import java.util.Map;

import static dev.penstock.streams.docs.Markdown.code;

/** Says in words what enrichers add. */
final class EnricherWords {

    private EnricherWords() {}

    /** @throws IllegalArgumentException if nobody has put the field into words */
    static String meaning(Enricher enricher, Enricher.Output output) {
        String field = output.field().toString();
        String text = meanings(enricher).getOrDefault(field, "");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("there are no words for the field " + field + " of " + enricher);
        }
        return text;
    }

    private static Map<String, String> meanings(Enricher enricher) {
        String input = enricher.input().map(Markdown::code).orElse("");
        if (enricher instanceof Enricher.Time) {
            return Map.of(
                    "event_time", "when it happened: ISO-8601 in UTC",
                    "event_hour", "hour of the day in which it happened: 0 to 23, UTC",
                    "processed_at", "when it was processed: ISO-8601 in UTC");
        }
        if (enricher instanceof Enricher.Geo) {
            return Map.of(
                    "geo.region", "region of the world that the address in " + input + " belongs to",
                    "geo.country", "country of the address in " + input + "; only with a GeoIP database",
                    "geo.city", "city of the address in " + input + "; only with a GeoIP database");
        }
        if (enricher instanceof Enricher.Device) {
            return Map.of("platform", "platform that " + input + " names, spelled one way");
        }
        if (enricher instanceof Enricher.Version) {
            String rest = " number of the version in " + input + "; left out where that is none";
            return Map.of("major", "first" + rest, "minor", "second" + rest, "patch", "third" + rest);
        }
        if (enricher instanceof Enricher.Sentiment) {
            String share = ", 0 to 1";
            return Map.of(
                    "sentiment.score", "how " + input + " sounds, from -1 (negative) to 1 (positive), by VADER",
                    "sentiment.label", "`positive`, `neutral` or `negative`, by the score",
                    "sentiment.positive", "share of " + input + " that sounds positive" + share,
                    "sentiment.neutral", "share of " + input + " that sounds neither way" + share,
                    "sentiment.negative", "share of " + input + " that sounds negative" + share);
        }
        String owner = enricher.input().map(by -> "the value of " + code(by)).orElse("the record key");
        String gap = code(Durations.text(((Enricher.Session) enricher).gap()));
        return Map.of(
                "session.id", "the session of " + owner + ", which " + gap + " without an event ends",
                "session.start", "event time of the session's first event: ISO-8601 in UTC",
                "session.index", "position of the event in its session, from 1",
                "session.duration_ms", "last minus first event time of the session so far, in milliseconds");
    }
}
