// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.command;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.KafkaArguments;
import dev.penstock.cli.support.LogOption;
import dev.penstock.cli.support.PipelineOption;
import dev.penstock.cli.support.registry.RegistryAwayException;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.streams.access.AccessCheck;
import dev.penstock.streams.access.NeededPermissions;
import dev.penstock.streams.access.Role;
import dev.penstock.streams.app.ApplicationId;
import dev.penstock.streams.app.StreamsApp;
import dev.penstock.streams.app.StreamsSettings;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.docs.TopologyDocs;
import dev.penstock.streams.geo.GeoDatabaseException;
import dev.penstock.streams.geo.GeoResolver;
import dev.penstock.streams.geo.IanaRegions;
import dev.penstock.streams.geo.MaxMindResolver;
import dev.penstock.streams.group.StartCheck;
import dev.penstock.streams.logging.LoggedFailures;
import dev.penstock.streams.metrics.InstanceMeters;
import dev.penstock.streams.registry.SchemaFinding;
import dev.penstock.streams.state.StateFolder;
import dev.penstock.streams.topics.ApplicationTopics;
import dev.penstock.streams.topics.InternalTopics;
import dev.penstock.streams.topics.WatchedTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** Runs a pipeline. */
@Command(
        name = "streams",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Runs a pipeline on the events in Kafka, until Ctrl-C or SIGTERM.",
            "Any number of instances with the same application id share the work; each needs a state folder of its own."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:stopped by a signal, everything that was done is committed",
            "1:it did not start, failed later, or could not stop in time",
            "2:wrong usage"
        })
public final class StreamsCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsCommand.class);

    private static final Path IANA = Path.of("");

    @Mixin
    private PipelineOption pipeline;

    @Mixin
    private KafkaArguments kafka;

    @Mixin
    private InstanceArguments instance;

    @Mixin
    private TopicArguments topics;

    @Mixin
    private HttpArguments http;

    @Option(
            names = "--geo-db",
            paramLabel = "FILE",
            description =
                    "Database in MaxMind's format that tells continent, country and city of an address. Default: the"
                            + " regions that IANA assigns addresses to")
    private Path geoDatabase = IANA;

    @Mixin
    private LogOption log;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    public StreamsCommand() {
        this(System.getenv());
    }

    StreamsCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        topics.check(spec.commandLine());
        http.check(spec.commandLine());
        return LoggedFailures.run(log, LOG, this::run);
    }

    private void run() {
        Pipeline read = pipeline.read();
        var settings = instance.settings(ApplicationId.of(pipeline.file(), read), kafka, environment);
        checkSchemas(read, settings);
        GeoResolver geo = geo();
        StateFolder state = instance.stateFolder(settings);
        var own = settings.withStateFolder(state.path());
        var run = new StreamsRun(() -> {
            KafkaSettings asking = new KafkaSettings(own.kafka()).waiting(kafka.patience());
            checkAccess(read, own, asking);
            Map<String, Integer> partitions = topics.prepare(read, asking, own.producerLimits(), pipeline.file());
            checkApplication(read, own, asking);
            try (var admin = new KafkaAdmin(asking)) {
                InternalTopics.refuseOtherSizes(admin, own.applicationId(), read, partitions);
            }
            var app = new StreamsApp(read, own, geo, InstanceMeters.newRegistry(), http.open(own.kafka()));
            app.know(partitions);
            return app;
        });
        try {
            run.run();
        } finally {
            // A thread that did not end in time still asks the one and writes into the other; both go with the process.
            if (run.isOver()) {
                state.close();
                geo.close();
            }
        }
    }

    /** A registry that does not answer is waited for later, when an event needs it. */
    private static void checkSchemas(Pipeline read, StreamsSettings settings) {
        List<SchemaFinding> findings;
        try {
            findings = SchemaFinding.of(read, settings.kafka(), Duration.ZERO);
        } catch (RegistryAwayException e) {
            LOG.warn("the pipeline was not held against the schemas of its sources: {}", e.getMessage());
            return;
        }
        String certain = findings.stream()
                .filter(SchemaFinding::certain)
                .map(SchemaFinding::text)
                .collect(Collectors.joining(System.lineSeparator()));
        if (!certain.isEmpty()) {
            throw new CommandException(certain);
        }
        findings.forEach(finding -> LOG.warn(finding.text()));
    }

    private static void checkAccess(Pipeline read, StreamsSettings settings, KafkaSettings asking) {
        String id = settings.applicationId();
        List<String> internal = ApplicationTopics.of(read, TopologyDocs.describe(read), id).stream()
                .filter(WatchedTopic::internal)
                .map(WatchedTopic::name)
                .toList();
        try (var admin = new KafkaAdmin(asking)) {
            AccessCheck.refuseForbidden(admin, new NeededPermissions(read, id).of(Role.STREAMS), internal)
                    .forEach(missing -> LOG.warn(
                            "ACLs do not allow this user {}; what a topic takes is learnt from what it refuses",
                            missing));
        }
    }

    private void checkApplication(Pipeline read, StreamsSettings settings, KafkaSettings asking) {
        try (var check = new StartCheck(asking, settings.membership(read), read)) {
            if (instance.hasDefaultId(kafka, environment)) {
                check.refuseAnotherDefault(ApplicationId.everOf(pipeline.file()));
            }
            check.refuseStateOfOtherOrigin();
            check.awaitFittingMembers();
        }
    }

    private GeoResolver geo() {
        try {
            return geoDatabase.equals(IANA) ? new IanaRegions() : MaxMindResolver.open(geoDatabase);
        } catch (GeoDatabaseException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
