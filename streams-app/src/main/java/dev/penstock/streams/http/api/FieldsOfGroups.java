// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.streams.http.answer.GroupsAnswer.MissingField;
import dev.penstock.streams.http.answer.GroupsAnswer.OfFields;
import dev.penstock.streams.http.answer.GroupsAnswer.UnusableField;
import dev.penstock.streams.senders.FieldWatch;
import dev.penstock.streams.senders.FieldWatches;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What was seen of the fields that feature groups need, by way of streams or not. Safe for use by many threads. */
final class FieldsOfGroups {

    private static final OfFields NOTHING = new OfFields(0, List.of(), List.of());

    private final Pipeline pipeline;
    private final FieldWatches watches;

    FieldsOfGroups(Pipeline pipeline, FieldWatches watches) {
        this.pipeline = pipeline;
        this.watches = watches;
    }

    OfFields of(FeatureGroup group) {
        return watches.of(source(group.from()))
                .map(watch -> of(group.name(), watch))
                .orElse(NOTHING);
    }

    private static OfFields of(String group, FieldWatch watch) {
        return new OfFields(
                watch.events(),
                watch.missing().stream()
                        .filter(missing -> watch.readersOf(missing.field()).contains(group))
                        .map(missing -> new MissingField(missing.field().toString(), missing.describe()))
                        .toList(),
                watch.unusable().entrySet().stream()
                        .filter(unusable ->
                                watch.readersOf(unusable.getKey().field()).contains(group))
                        .map(unusable -> new UnusableField(
                                unusable.getKey().field().toString(),
                                unusable.getKey().reason().code(),
                                unusable.getValue()))
                        .sorted(Comparator.comparing(UnusableField::field).thenComparing(UnusableField::reason))
                        .toList());
    }

    /** The source that what has this name comes from. */
    private String source(String from) {
        Optional<EventStream> stream = pipeline.streams().stream()
                .filter(each -> each.name().equals(from))
                .findFirst();
        return stream.isPresent() ? source(stream.get().from()) : from;
    }
}
