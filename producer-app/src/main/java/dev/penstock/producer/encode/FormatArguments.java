// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.encode;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.TextFile;
import dev.penstock.cli.support.registry.RegistryArguments;
import dev.penstock.cli.support.registry.RegistryClient;
import dev.penstock.cli.support.registry.RegistrySettings;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.encode.ValueEncoder;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.event.pipeline.reader.yaml.NodeValues;
import dev.penstock.producer.send.EventSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** In which format events are sent, and by which schemas. */
public final class FormatArguments {

    /** How values are written. */
    private enum Format {
        JSON,
        AVRO,
        PROTOBUF;

        private static final Map<String, Format> WORDS = NodeValues.words(values());
    }

    static final class OfFormat implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return Optional.ofNullable(Format.WORDS.get(text))
                    .orElseThrow(() -> new TypeConversionException("expected one of "
                            + String.join(", ", Format.WORDS.keySet()) + ", found '" + text + "'"
                            + Suggestion.hint(text, Format.WORDS.keySet())));
        }
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = OfFormat.class,
            defaultValue = "json",
            description =
                    "How events are written: json, avro or protobuf; the last two with the id of a schema in front,"
                            + " which is registered first. Default: ${DEFAULT-VALUE}")
    private Format format;

    @Option(
            names = "--schema",
            paramLabel = "FILE[#MESSAGE]",
            description =
                    "The schema of the events of --input, an .avsc or a .proto file, and the message in it if that is"
                            + " not the first; registered as TOPIC-value. Default: none")
    private String schema = "";

    @Mixin
    private RegistryArguments registry;

    /**
     * The same events in the format that was asked for.
     *
     * @param settings of Kafka's clients, and of the registry among them
     * @param replayed whether they come from --input
     * @param refuses whether to stop at one that is not of its schema
     * @param onFirstMalformed is told of the first one that is not
     * @throws IllegalArgumentException if the options make no sense
     * @throws CommandException if the registry doesn't take the schema
     */
    public EventSource encoded(
            EventSource events,
            Map<String, String> settings,
            boolean replayed,
            boolean refuses,
            Consumer<String> onFirstMalformed) {
        if (format == Format.JSON) {
            if (!schema.isEmpty()) {
                throw new IllegalArgumentException("--schema needs --format avro or protobuf");
            }
            return events;
        }
        if (replayed == schema.isEmpty()) {
            throw new IllegalArgumentException(
                    replayed ? "--format " + word() + " needs --schema with --input" : "--schema needs --input");
        }
        RegistrySettings where = RegistrySettings.of(registry.over(settings))
                .orElseThrow(() -> new IllegalArgumentException("--format " + word()
                        + " needs a schema registry: name it with --schema-registry-url or KAFKA_SCHEMA_REGISTRY_URL"));
        var encoders = new HashMap<String, ValueEncoder>();
        try (var client = new RegistryClient(where, Optional.empty())) {
            for (String topic : events.topics()) {
                encoders.put(topic, encoder(client, topic));
            }
        }
        return new EncodedSource(events, encoders, refuses, onFirstMalformed);
    }

    private String word() {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private ValueEncoder encoder(RegistryClient client, String topic) {
        String type = format.name();
        int mark = schema.indexOf('#');
        String file = mark < 0 ? schema : schema.substring(0, mark);
        RegisteredSchema written = schema.isEmpty()
                ? GeneratedSchemas.of(type).get(topic)
                : new RegisteredSchema(type, TextFile.read(Path.of(file), "schema"), Map.of());
        String message = mark < 0 ? "" : schema.substring(mark + 1);
        try {
            // What is no schema is better not registered.
            ValueEncoder.of(written, message, 0);
            return ValueEncoder.of(written, message, client.register(topic + EncodedSource.SUBJECT_SUFFIX, written));
        } catch (IllegalArgumentException e) {
            throw new CommandException("schema " + file + ": " + e.getMessage(), e);
        }
    }
}
