// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.stream;

import dev.penstock.event.FieldPath;
import dev.penstock.event.bytes.JsonBuffer;
import dev.penstock.streams.enrich.Enrichment;
import dev.penstock.streams.enrich.InputEvent;
import dev.penstock.streams.enrich.ObjectWriter;
import dev.penstock.streams.enrich.ValueWriter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the members that are made of an event. Those that an {@link Enrichment.Memoized} alone decides on are written as a
 * whole, as they were written the last time that it found the same. For one thread.
 */
final class OutputMembers {

    private final Part[] parts;

    /** Those that decide on members which stand among others. */
    private final Enrichment.Memoized[] scattered;

    private OutputMembers(Part[] parts, Enrichment.Memoized[] scattered) {
        List<Enrichment.Memoized> few =
                Arrays.stream(parts).flatMap(part -> part.few().stream()).toList();
        if (Set.copyOf(few).size() < few.size()) {
            // What it found holds the members of one place.
            throw new IllegalArgumentException("the members of an enrichment stand in more than one place");
        }
        this.parts = parts;
        this.scattered = scattered;
    }

    /**
     * A value of an event.
     *
     * @param few what alone decides on it, if there is such
     */
    record Value(ValueWriter writer, Optional<Enrichment.Memoized> few) {}

    /** Members that stand one behind the other. */
    private record Part(ObjectWriter writer, Optional<Enrichment.Memoized> few) {

        boolean write(InputEvent in, JsonBuffer out, boolean hasMembers) {
            if (few.isEmpty()) {
                return writer.writeMembers(in, out, hasMembers);
            }
            byte[] members = few.get().find(in).members(few.get(), writer, in, out);
            if (members.length == 0) {
                return hasMembers;
            }
            // But for the first comma.
            out.put(members, hasMembers ? 0 : 1, members.length);
            return true;
        }
    }

    /**
     * What lies in the same object is written together, where the first of it stands.
     *
     * @param fields no field is inside of another one
     */
    static OutputMembers of(Map<FieldPath, Value> fields) {
        Map<String, Map<FieldPath, Value>> byName = new LinkedHashMap<>();
        fields.forEach((path, value) -> byName.computeIfAbsent(path.top(), name -> new LinkedHashMap<>())
                .put(path, value));
        List<Map<FieldPath, Value>> stretches = new ArrayList<>();
        for (Map<FieldPath, Value> member : byName.values()) {
            int last = stretches.size() - 1;
            if (last < 0 || !few(member).equals(few(stretches.get(last)))) {
                stretches.add(new LinkedHashMap<>(member));
            } else {
                stretches.get(last).putAll(member);
            }
        }
        return new OutputMembers(
                stretches.stream()
                        .map(stretch -> new Part(writer(stretch), few(stretch)))
                        .toArray(Part[]::new),
                stretches.stream()
                        .filter(stretch -> few(stretch).isEmpty())
                        .flatMap(stretch -> stretch.values().stream())
                        .flatMap(value -> value.few().stream())
                        .distinct()
                        .toArray(Enrichment.Memoized[]::new));
    }

    /** What alone decides on all of the values. */
    private static Optional<Enrichment.Memoized> few(Map<FieldPath, Value> values) {
        List<Optional<Enrichment.Memoized>> all =
                values.values().stream().map(Value::few).distinct().toList();
        return all.size() == 1 ? all.get(0) : Optional.empty();
    }

    private static ObjectWriter writer(Map<FieldPath, Value> values) {
        Map<FieldPath, ValueWriter> writers = new LinkedHashMap<>();
        values.forEach((path, value) -> writers.put(path, value.writer()));
        return ObjectWriter.of(writers);
    }

    /**
     * Writes the members, without the braces around them.
     *
     * @param hasMembers whether the object has members already
     */
    void write(InputEvent in, JsonBuffer out, boolean hasMembers) {
        for (Enrichment.Memoized enrichment : scattered) {
            enrichment.enter(in);
        }
        boolean has = hasMembers;
        for (Part part : parts) {
            has = part.write(in, out, has);
        }
    }
}
