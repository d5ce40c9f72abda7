// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.command;

import dev.penstock.cli.support.BaseCommand;
import dev.penstock.cli.support.KafkaArguments;
import dev.penstock.cli.support.LogOption;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Store;
import dev.penstock.store.app.StoreApp;
import dev.penstock.store.http.StoreRoutes;
import dev.penstock.streams.app.ApplicationId;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.command.HttpArguments;
import dev.penstock.streams.http.Endpoint;
import dev.penstock.streams.http.server.HttpSettings;
import dev.penstock.streams.logging.LoggedFailures;
import dev.penstock.streams.metrics.InstanceMeters;
import dev.penstock.streams.topics.MissingTopics;
import dev.penstock.streams.topics.PipelineTopic;
import dev.penstock.streams.topics.PipelineTopics;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Map;

/** Writes feature rows to the stores of a pipeline. */
@Command(
        name = "store",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Writes the feature rows of a pipeline to its stores, until Ctrl-C or SIGTERM.",
            "Each store is read for by a consumer group of its own. Any number of instances share the partitions."
        },
        exitCodeList = {
            "0:stopped by a signal, everything that was gathered is in the stores",
            "1:it did not start, failed later, or could not stop in time",
            "2:wrong usage"
        },
        subcommands = {EraseCommand.class, CompactCommand.class, FeastCommand.class})
public final class StoreCommand extends BaseCommand {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCommand.class);

    /** The one behind that of instances. */
    private static final int DEFAULT_PORT = HttpSettings.DEFAULT_PORT + 1;

    @Mixin
    private StoreArguments stores;

    @Mixin
    private KafkaArguments kafka;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            description = "In front of the names of the consumer groups, ID-store-NAME. Default: as with ./penstock"
                    + " streams")
    private String applicationId = "";

    @Mixin
    private HttpArguments http = new HttpArguments(DEFAULT_PORT);

    @Mixin
    private LogOption log;

    @Override
    public Integer call() {
        http.check(commandLine());
        return LoggedFailures.run(log, LOG, this::run);
    }

    private void run() {
        Pipeline pipeline = stores.pipeline();
        List<Store> wanted = stores.wanted(pipeline);
        var settings = new KafkaSettings(kafka.settings(Map.of(), System.getenv())).waiting(kafka.patience());
        refuseMissing(pipeline, wanted, settings);
        String application = applicationId.isEmpty() ? ApplicationId.of(stores.file(), pipeline) : applicationId;
        MeterRegistry registry = InstanceMeters.newRegistry();
        InstanceMeters.bindProcess(registry);
        try (Endpoint endpoint = http.open(Map.of())) {
            new StoreRun(() -> {
                        var app = new StoreApp(application, settings, stores.open(pipeline, wanted, registry));
                        endpoint.serve(StoreRoutes.of(app, registry), registry);
                        return app;
                    })
                    .run();
        }
    }

    private void refuseMissing(Pipeline pipeline, List<Store> wanted, KafkaSettings settings) {
        List<String> topics = wanted.stream()
                .flatMap(store -> store.groups().stream())
                .map(group -> pipeline.group(group).to())
                .distinct()
                .toList();
        List<PipelineTopic> needed = PipelineTopics.of(pipeline).stream()
                .filter(topic -> topics.contains(topic.name()))
                .toList();
        try (var admin = new KafkaAdmin(settings)) {
            MissingTopics.refuse(admin, needed, stores.file());
        }
    }
}
