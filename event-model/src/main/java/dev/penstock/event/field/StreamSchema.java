// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.field;

import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.Pipeline;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where each field of a stream's events comes from. A field that the stream adds replaces the whole field of the
 * input that has the same outermost name.
 */
public final class StreamSchema {

    private final EventStream stream;
    private final Set<FieldPath> added = new LinkedHashSet<>();

    public StreamSchema(EventStream stream) {
        this.stream = stream;
        stream.enrichers().forEach(enricher -> enricher.outputs().forEach(output -> added.add(output.field())));
        stream.scores().forEach(score -> score.added().forEach(output -> added.add(output.field())));
        added.addAll(stream.set().keySet());
    }

    /** The fields of a stream's events that its readers need: what the events' {@link Fields} have to follow. */
    public static Projection projection(Pipeline pipeline, EventStream stream) {
        return FieldNeeds.ofReaders(pipeline, stream.name()).projection();
    }

    /** What the stream's enrichers and constants add, in the order in which it is written. */
    public Set<FieldPath> added() {
        return Collections.unmodifiableSet(added);
    }

    /** The fields of the input that what is added takes the place of, where all of the input is kept. */
    public Set<FieldPath> replaced() {
        var replaced = new LinkedHashSet<FieldPath>();
        added.forEach(field -> replaced.add(new FieldPath(List.of(field.top()))));
        return replaced;
    }

    /** The field of the input that this field of the stream is; empty where it is added or can't be there. */
    public Optional<FieldPath> inputOf(FieldPath field) {
        if (stream.select().isEmpty()) {
            return replaced().stream().anyMatch(field::startsWith) ? Optional.empty() : Optional.of(field);
        }
        // A selected field can lie in the same object as an added one: it has its new name from the stream.
        return stream.select().entrySet().stream()
                .filter(selected -> field.startsWith(selected.getKey()))
                .map(selected -> field.rebase(selected.getKey(), selected.getValue()))
                .findFirst();
    }

    /** Whether a filter may take an event of the stream, as far as the stream's constants tell. */
    boolean canMatch(Filter filter) {
        return filter.conditions().stream().allMatch(condition -> {
            FieldValue.Scalar constant = stream.set().get(condition.field());
            return constant == null || condition.anyOf().contains(constant);
        });
    }

    /** The conditions of a filter that are about fields of the input, in the names of the input. */
    Filter inputOf(Filter filter) {
        return new Filter(filter.conditions().stream()
                .flatMap(condition -> inputOf(condition.field()).stream()
                        .map(field -> new Filter.Condition(field, condition.anyOf())))
                .toList());
    }
}
