// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.infer;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.EventResult;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The field that the record keys are made of.
 *
 * @param format as the pipeline file says it
 */
record KeyField(FieldProfile field, String format) {

    static final String TEXT = "text";

    private static final List<String> FORMATS = List.of(TEXT, "json", "int64", "int32", "uuid");
    private static final int MOST_FIELDS = 40;
    private static final int MOST_EVENTS = 100;

    /** Empty where the keys are not those of any field; the events are as JSON, whatever they came as. */
    static Optional<KeyField> of(EventShape shape, Collection<FieldProfile> fields) {
        if (shape.keys().stream().anyMatch(Objects::isNull)) {
            return Optional.empty();
        }
        return fields.stream()
                .filter(field ->
                        field.isKey() && field.events() == shape.events().size())
                .sorted((one, other) -> Integer.compare(other.values(), one.values()))
                .limit(MOST_FIELDS)
                .flatMap(field -> FORMATS.stream().map(format -> new KeyField(field, format)))
                .filter(key -> key.fits(shape))
                .findFirst();
    }

    private boolean fits(EventShape shape) {
        Pipeline pipeline =
                PipelineReader.read("inferred.yaml", String.format(Locale.ROOT, """
                sources: {s: {topic: s, partitioned_by: %s, key_format: %s, timestamp: {record: true}}}
                features: {g: {from: s, key: all, window: 1m, to: g, columns: {n: {count: events}}}}
                """, Names.yaml(field.path()), format));
        var decoder = new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT);
        for (int i = 0; i < Math.min(MOST_EVENTS, shape.events().size()); i++) {
            EventResult result = decoder.decode(shape.events().get(i).toString().getBytes(UTF_8));
            if (!(result instanceof Event event)
                    || !decoder.partitionKeyEquals(event.fields(), shape.keys().get(i))) {
                return false;
            }
        }
        return true;
    }
}
