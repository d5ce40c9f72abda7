// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.registry;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.registry.RegistryClient;
import dev.penstock.cli.support.registry.RegistrySettings;
import dev.penstock.event.SchemaRegistry;
import dev.penstock.event.pipeline.DeclaredSchema;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.Source.Format;
import dev.penstock.streams.client.KafkaSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The schema registry of a pipeline, if one of its sources needs it. Safe for use by many threads.
 */
public final class Schemas implements AutoCloseable {

    private final Optional<RegistryClient> client;

    private Schemas(Optional<RegistryClient> client) {
        this.client = client;
    }

    /**
     * For an instance, which waits for the registry as long as it takes. Nothing is asked yet.
     *
     * @param settings of Kafka's clients, and of the registry among them
     * @param meters where it is told how many threads wait for the registry
     * @throws CommandException if a source needs a registry and none is named
     */
    public static Schemas of(Pipeline pipeline, Map<String, String> settings, MeterRegistry meters) {
        Schemas schemas = of(pipeline, settings, Optional.empty());
        Gauge.builder(
                        "penstock.schema.registry.waiting",
                        () -> schemas.client.map(RegistryClient::waiting).orElse(0))
                .description("Threads that wait for the schema registry to answer; their partitions stand still")
                .register(meters);
        return schemas;
    }

    /**
     * For a command that asks something and ends. Nothing is asked yet.
     *
     * @param settings of Kafka's clients, and of the registry among them
     * @throws CommandException if a source needs a registry and none is named
     */
    public static Schemas of(Pipeline pipeline, KafkaSettings settings) {
        return of(pipeline, settings.given(), Optional.of(settings.patience()));
    }

    /** Whether a source has schemas that only a registry knows. */
    public static boolean areNeeded(Pipeline pipeline) {
        return needs(pipeline).isPresent();
    }

    private static Optional<Source> needs(Pipeline pipeline) {
        return pipeline.sources().stream()
                .filter(source -> source.format() != Format.JSON
                        && !(source.schema().orElse(null) instanceof DeclaredSchema.InFile))
                .findFirst();
    }

    private static Schemas of(Pipeline pipeline, Map<String, String> settings, Optional<Duration> patience) {
        Optional<Source> needs = needs(pipeline);
        if (needs.isEmpty()) {
            return new Schemas(Optional.empty());
        }
        RegistrySettings registry = RegistrySettings.of(settings)
                .orElseThrow(() -> new CommandException("the records of source '"
                        + needs.get().name() + "' name schemas of a registry, and there is no setting "
                        + RegistrySettings.URL + "; set it in the file of --config, or in the environment as"
                        + " KAFKA_SCHEMA_REGISTRY_URL"));
        return new Schemas(Optional.of(new RegistryClient(registry, patience)));
    }

    public SchemaRegistry registry() {
        return client.map(SchemaRegistry.class::cast).orElse(SchemaRegistry.NONE);
    }

    /** Why threads wait for the registry; empty where none has asked in vain. */
    public Optional<String> failure() {
        return client.flatMap(RegistryClient::failure);
    }

    /** Whoever waits for the registry fails. */
    @Override
    public void close() {
        client.ifPresent(RegistryClient::close);
    }
}
