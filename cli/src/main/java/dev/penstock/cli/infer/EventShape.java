// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.infer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.cli.support.CommandException;
import dev.penstock.event.BadEvent;
import dev.penstock.event.DecodeLimits;
import dev.penstock.event.Event;
import dev.penstock.event.EventResult;
import dev.penstock.event.decode.EventDecoder;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.reader.PipelineReader;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.registry.Schemas;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How the records of a sample are to be read, and the events that are in them.
 *
 * @param format as the pipeline file says it
 * @param unwrap as the pipeline file says it
 * @param events as JSON, as many as there are
 * @param keys of the records of the events, null for none
 * @param bad the first record that can't be read so, if there is one
 */
record EventShape(String format, String unwrap, List<JsonNode> events, List<byte[]> keys, Optional<BadEvent> bad) {

    static final String JSON = "json";
    static final String NONE = "none";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Of so many records of ten a form is taken for that of all. */
    private static final int MOST_OF_TEN = 9;

    private static final int PREFIX_BYTES = 5;
    private static final List<String> ID_HEADERS =
            List.of("__value_schema_id", "apicurio.value.globalId", "apicurio.value.contentId");

    /**
     * Tells by the records.
     *
     * @param settings of Kafka and of the schema registry, which is asked if records name schemas; empty for a file
     * @throws CommandException if no event can be read
     */
    static EventShape of(Sample sample, Optional<KafkaSettings> settings) {
        if (isMost(sample.records(), EventShape::namesSchema) && settings.isPresent()) {
            EventShape best = List.of("avro", "protobuf", "json-schema").stream()
                    .map(format -> read(sample, format, NONE, settings))
                    .reduce((one, other) -> other.events.size() > one.events.size() ? other : one)
                    .orElseThrow();
            return best.unwrapped(sample, settings).orThrow(sample);
        }
        return read(sample, JSON, NONE, settings).unwrapped(sample, settings).orThrow(sample);
    }

    private static boolean namesSchema(Sample.Record record) {
        return record.value().length >= PREFIX_BYTES && record.value()[0] == 0
                || ID_HEADERS.stream().anyMatch(name -> record.lastHeader().apply(name) != null);
    }

    private static <T> boolean isMost(List<T> all, Predicate<T> is) {
        return !all.isEmpty() && 10 * all.stream().filter(is).count() >= (long) MOST_OF_TEN * all.size();
    }

    private static EventShape read(Sample sample, String format, String unwrap, Optional<KafkaSettings> settings) {
        // What a stream reads is there as JSON, whatever it came as.
        Pipeline pipeline = PipelineReader.read("inferred.yaml", String.format(Locale.ROOT, """
                sources: {s: {topic: s, format: %s, unwrap: %s, timestamp: {record: true}}}
                streams: {all: {from: s, where: {__source.ts_ms: 0}, to: all}}
                """, format, unwrap));
        try (Schemas schemas =
                settings.map(given -> Schemas.of(pipeline, given)).orElse(null)) {
            var decoder = schemas == null
                    ? new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT)
                    : new EventDecoder(pipeline, pipeline.sources().get(0), DecodeLimits.DEFAULT, schemas.registry());
            return read(sample, format, unwrap, decoder);
        }
    }

    private static EventShape read(Sample sample, String format, String unwrap, EventDecoder decoder) {
        var events = new ArrayList<JsonNode>();
        var keys = new ArrayList<byte[]>();
        Optional<BadEvent> bad = Optional.empty();
        for (Sample.Record record : sample.records()) {
            for (EventResult result : decoder.decodeAll(record.value(), record.lastHeader())) {
                if (result instanceof Event event) {
                    events.add(tree(event.fields().json()));
                    keys.add(record.key());
                } else {
                    bad = bad.or(() -> Optional.of((BadEvent) result));
                }
            }
        }
        return new EventShape(format, unwrap, events, keys, bad);
    }

    private static JsonNode tree(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("an event is no JSON", e);
        }
    }

    private EventShape unwrapped(Sample sample, Optional<KafkaSettings> settings) {
        String envelope = envelope(sample);
        return envelope.equals(NONE) ? this : read(sample, format, envelope, settings);
    }

    private String envelope(Sample sample) {
        if (isMost(events, EventShape::isDebezium)) {
            return "debezium";
        } else if (isMost(events, event -> isMember(event, "schema") && isMember(event, "payload"))) {
            return "connect";
        } else if (isMost(sample.records(), record -> record.lastHeader().apply("ce_specversion") != null)
                || isMost(events, event -> event.path("specversion").isTextual() && event.has("type"))) {
            return "cloudevents";
        }
        return NONE;
    }

    private static boolean isDebezium(JsonNode value) {
        JsonNode change = value.path("payload").isObject() ? value.path("payload") : value;
        return change.path("op").isTextual() && (isMember(change, "after") || isMember(change, "before"));
    }

    private static boolean isMember(JsonNode object, String name) {
        return object.path(name).isObject();
    }

    private EventShape orThrow(Sample sample) {
        if (events.isEmpty()) {
            throw new CommandException(
                    sample.from() + ": none of its " + sample.records().size()
                            + " records is an event"
                            + bad.map(why -> "; the first: " + why.reason().code() + ": " + why.detail())
                                    .orElse(""));
        }
        return this;
    }
}
