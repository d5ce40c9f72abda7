// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something that a stream works out from an event and adds to it. */
public sealed interface Enricher {

    /** The fields that this adds, in the order in which they are written. */
    List<Output> outputs();

    /** The field that it looks at; empty where it needs none. */
    default Optional<FieldPath> input() {
        return Optional.empty();
    }

    /** An enricher that works on the text of a field. */
    sealed interface OverField extends Enricher {

        FieldPath field();

        @Override
        default Optional<FieldPath> input() {
            return Optional.of(field());
        }
    }

    /**
     * A field that an enricher adds.
     *
     * @param field where it stands in the enriched event
     * @param type what it holds whenever it is there
     */
    record Output(FieldPath field, Type type) {

        /** What an added field holds. */
        public enum Type {
            TEXT,
            NUMBER
        }

        static Output text(String field) {
            return new Output(FieldPath.parse(field), Type.TEXT);
        }

        static Output number(String field) {
            return new Output(FieldPath.parse(field), Type.NUMBER);
        }
    }

    /** When it happened (ISO-8601, UTC), in which hour of the day (0 to 23, UTC), and when it was processed. */
    record Time() implements Enricher {
        @Override
        public List<Output> outputs() {
            return List.of(Output.text("event_time"), Output.number("event_hour"), Output.text("processed_at"));
        }
    }

    /** Where the IP address in {@code field} belongs. */
    record Geo(FieldPath field) implements OverField {
        @Override
        public List<Output> outputs() {
            return List.of(Output.text("geo.region"), Output.text("geo.country"), Output.text("geo.city"));
        }
    }

    /** The platform that the device type in {@code field} names, spelled one way. */
    record Device(FieldPath field) implements OverField {
        @Override
        public List<Output> outputs() {
            return List.of(Output.text("platform"));
        }
    }

    /** The numbers of the version in {@code field}. */
    record Version(FieldPath field) implements OverField {
        @Override
        public List<Output> outputs() {
            return List.of(Output.number("major"), Output.number("minor"), Output.number("patch"));
        }
    }

    /** How the text in {@code field} sounds: a score from -1 to 1, its label, and the shares of what decides on it. */
    record Sentiment(FieldPath field) implements OverField {
        @Override
        public List<Output> outputs() {
            return List.of(
                    Output.number("sentiment.score"),
                    Output.text("sentiment.label"),
                    Output.number("sentiment.positive"),
                    Output.number("sentiment.neutral"),
                    Output.number("sentiment.negative"));
        }
    }

    /**
     * The session that the event belongs to; {@code gap} without an event ends it.
     *
     * @param by the field whose sessions these are; empty: those of the source's record key
     */
    record Session(Duration gap, Optional<FieldPath> by) implements Enricher {

        @Override
        public Optional<FieldPath> input() {
            return by;
        }

        @Override
        public List<Output> outputs() {
            return List.of(
                    Output.text("session.id"),
                    Output.text("session.start"),
                    Output.number("session.index"),
                    Output.number("session.duration_ms"));
        }
    }
}
