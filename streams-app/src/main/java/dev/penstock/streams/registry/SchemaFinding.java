// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.registry;

import dev.penstock.cli.support.registry.RegistryAwayException;
import dev.penstock.cli.support.registry.RegistryClient;
import dev.penstock.cli.support.registry.RegistrySettings;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.SchemaId;
import dev.penstock.event.SchemaRegistry;
import dev.penstock.event.decode.SchemaCheck;
import dev.penstock.event.pipeline.DeclaredSchema;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.Source.Format;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What does not fit between a pipeline and the schemas of its sources.
 *
 * @param certain whether the records are of that schema, as the pipeline file says, and not only most likely
 */
public record SchemaFinding(boolean certain, String text) {

    /** What serializers call the subject of a topic's values if nobody says otherwise. */
    private static final String VALUES = "-value";

    /** Of schemas that stand in files. Asks no registry. */
    private static List<SchemaFinding> ofFiles(Pipeline pipeline) {
        var findings = new ArrayList<SchemaFinding>();
        for (Source source : pipeline.sources()) {
            if (source.schema().orElse(null) instanceof DeclaredSchema.InFile in) {
                add(pipeline, source, "its schema", in.schema(), true, findings);
            }
        }
        return findings;
    }

    /**
     * Of files, and of what the registry has if the settings name one.
     *
     * @param patience how long it may take to answer
     * @throws RegistryAwayException if it doesn't answer in time
     */
    public static List<SchemaFinding> of(Pipeline pipeline, Map<String, String> settings, Duration patience) {
        var findings = new ArrayList<>(ofFiles(pipeline));
        Optional<RegistrySettings> registry = RegistrySettings.of(settings);
        if (registry.isPresent()) {
            try (var client = new RegistryClient(registry.get(), Optional.of(patience))) {
                findings.addAll(ofRegistry(pipeline, client));
            }
        }
        return findings;
    }

    /** Of schemas that a registry has: the newest of the subject that the source names, or that its topic has. */
    static List<SchemaFinding> ofRegistry(Pipeline pipeline, SchemaRegistry registry) {
        var findings = new ArrayList<SchemaFinding>();
        for (Source source : pipeline.sources()) {
            boolean isFile = source.schema().orElse(null) instanceof DeclaredSchema.InFile;
            if (source.format() == Format.JSON || isFile) {
                continue;
            }
            boolean isNamed = source.schema().isPresent();
            String subject = source.schema().orElse(null) instanceof DeclaredSchema.OfSubject of
                    ? of.subject()
                    : source.topic() + VALUES;
            Optional<RegisteredSchema> schema = registry.find(new SchemaId.Newest(subject));
            if (schema.isPresent()) {
                add(pipeline, source, "subject '" + subject + "'", schema.get(), isNamed, findings);
            } else if (isNamed) {
                findings.add(new SchemaFinding(
                        true, "source '" + source.name() + "': the registry has no subject '" + subject + "'"));
            }
        }
        return findings;
    }

    private static void add(
            Pipeline pipeline,
            Source source,
            String where,
            RegisteredSchema schema,
            boolean certain,
            List<SchemaFinding> findings) {
        String start = "source '" + source.name() + "': " + where + ": ";
        try {
            SchemaCheck.faults(pipeline, source, schema)
                    .forEach(fault -> findings.add(new SchemaFinding(certain, start + fault)));
        } catch (IllegalArgumentException e) {
            findings.add(new SchemaFinding(certain, start + e.getMessage()));
        }
    }
}
