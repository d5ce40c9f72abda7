// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.feature;

import dev.penstock.event.FieldPath;
import dev.penstock.event.field.StreamSchema;
import dev.penstock.event.pipeline.EventStream;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;

import java.util.Optional;

/** Tells where a group's entity key comes from. */
public final class EntityOrigin {

    private EntityOrigin() {}

    /**
     * Whether the entity key is the record key of the source, which the streams between the two pass on. A record key that
     * stands for the same value but is written in another way is not, so neither is one of a group whose keys keep their
     * types: the text "7" is quoted there, and in the record key it isn't. Behind a stream whose events have crossed a
     * repartition topic no key is that of the source.
     */
    public static boolean isPartitionKey(Pipeline pipeline, FeatureGroup group, Source source) {
        if (group.key().size() != 1 || group.hasTypedKeys()) {
            return false;
        }
        Optional<FieldPath> field = Optional.of(group.key().get(0));
        String from = group.from();
        while (field.isPresent() && !from.equals(source.name())) {
            EventStream stream = pipeline.stream(from);
            if (pipeline.crossesBy(stream).isPresent() || isProtected(stream, field.get())) {
                return false;
            }
            field = new StreamSchema(stream).inputOf(field.get());
            from = stream.from();
        }
        return field.isPresent() && source.key().isTextOf(field.get());
    }

    /** Then the stream's events have something else there, whatever the record key is. */
    private static boolean isProtected(EventStream stream, FieldPath field) {
        return stream.protections().stream().anyMatch(protection -> protection.covers(field));
    }
}
