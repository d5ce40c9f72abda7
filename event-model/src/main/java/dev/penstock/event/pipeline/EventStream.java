// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline;

import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static java.util.Collections.unmodifiableMap;

/**
 * The per-event path: one event in, at most one enriched event out.
 *
 * @param name how the pipeline file calls it
 * @param from the source or stream that it reads
 * @param where which events it takes
 * @param enrichers what it works out and adds, in the order of the file
 * @param select the only fields of the input that are kept, new name to old; empty: all fields are kept as they are
 * @param set constants that it adds, in the order of the file
 * @param to the topic that it writes
 * @param scores what it asks models and adds, in the order of the file
 * @param encrypt fields of its own events that it encrypts
 * @param pseudonymise fields of its own events that it puts pseudonyms in the place of
 */
public record EventStream(
        String name,
        String from,
        Filter where,
        List<Enricher> enrichers,
        Map<FieldPath, FieldPath> select,
        Map<FieldPath, FieldValue.Scalar> set,
        String to,
        List<Score> scores,
        Optional<Protection> encrypt,
        Optional<Protection> pseudonymise) {

    public EventStream {
        enrichers = List.copyOf(enrichers);
        scores = List.copyOf(scores);
        select = unmodifiableMap(new LinkedHashMap<>(select));
        set = unmodifiableMap(new LinkedHashMap<>(set));
    }

    /** The field whose sessions the stream finds; empty if it finds none, or those of the record key. */
    public Optional<FieldPath> sessionKey() {
        return enrichers.stream()
                .filter(Enricher.Session.class::isInstance)
                .flatMap(session -> session.input().stream())
                .findFirst();
    }

    /** What the stream protects, in whatever way. */
    public List<Protection> protections() {
        return Stream.of(encrypt, pseudonymise).flatMap(Optional::stream).toList();
    }

    /** The state store of the stream's sessions. Names have no dots, so it is never that of a feature group. */
    public String sessionStore() {
        return name + ".sessions";
    }
}
