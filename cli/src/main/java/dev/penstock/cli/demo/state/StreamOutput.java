// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.state;

import dev.penstock.cli.demo.state.DemoSnapshot.Field;
import dev.penstock.event.FieldPath;
import dev.penstock.event.field.StreamSchema;
import dev.penstock.event.pipeline.EventStream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import static java.util.stream.Collectors.toSet;

/** The newest events of a stream. */
final class StreamOutput implements Outputs.Output {

    static final int MOST_EVENTS = 20;

    private final String name;
    private final Set<String> added;
    private final Deque<byte[]> newest = new ArrayDeque<>();

    StreamOutput(EventStream stream) {
        name = stream.name();
        added = new StreamSchema(stream)
                .added().stream().map(FieldPath::toString).collect(toSet());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void add(byte[] key, byte[] value, long nanos) {
        newest.addFirst(value);
        if (newest.size() > MOST_EVENTS) {
            newest.removeLast();
        }
    }

    /** Newest first. */
    List<List<Field>> newest() {
        return newest.stream().map(this::fields).toList();
    }

    /** What the stream adds stands last in an event, and is what one wants to see; short ones first: more fit. */
    private List<Field> fields(byte[] value) {
        List<Field> kept = new ArrayList<>(JsonFields.of(value));
        List<Field> fields = new ArrayList<>(
                kept.stream().filter(field -> added.contains(field.name())).toList());
        kept.removeAll(fields);
        fields.sort(Comparator.comparing(field -> field.value().length()));
        fields.addAll(kept);
        return fields;
    }
}
