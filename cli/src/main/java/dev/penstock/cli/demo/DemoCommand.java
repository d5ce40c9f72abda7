// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.demo.view.DemoDisplay;
import dev.penstock.cli.support.BaseCommand;
import dev.penstock.cli.support.KafkaOptions;
import dev.penstock.cli.support.PipelineOption;
import dev.penstock.cli.support.registry.RegistryArguments;
import dev.penstock.cli.support.registry.RegistrySettings;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.producer.command.ProducerConverters;
import dev.penstock.producer.send.EventSender;
import dev.penstock.streams.http.server.HttpSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows a pipeline at work: Kafka, topics, application and events in one go. */
@Command(
        name = "demo",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Shows a pipeline at work, on made-up events or on those of a file.",
            "Starts Kafka, creates the topics, runs the pipeline, sends events and shows what comes out, until Ctrl-C. Needs"
                    + " nothing and leaves nothing behind. In a pipe it prints lines instead of a live view; NO_COLOR in"
                    + " the environment keeps the view plain."
        },
        exitCodeList = {
            "0:ended by Ctrl-C, SIGTERM or --duration",
            "1:it failed, or an event was not delivered",
            "2:wrong usage",
            "130:cut short by a second Ctrl-C, or ended by one before anything began"
        })
public final class DemoCommand extends BaseCommand {

    private static final int MOST_PORT = 65_535;

    @Mixin
    private PipelineOption pipeline;

    @Mixin
    private EventArguments events;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = ProducerConverters.OfDuration.class,
            description = "Ends after this time of sending events, such as 60s. Default: no limit")
    private Duration duration = EventSender.Limit.NONE.duration();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port for Kafka to listen on, on this machine only. Default: any free one")
    private int port;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "" + HttpSettings.DEFAULT_PORT,
            description =
                    "Port at which the application can be asked, on this machine only; 0 is any free one. Default:"
                            + " ${DEFAULT-VALUE}, or any free one if that is taken")
    private int httpPort;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Has feature rows in Parquet files in this folder too, and in Redis if one answers at"
                    + " localhost:6379. Default: in Kafka alone")
    private Optional<Path> store = Optional.empty();

    @Mixin
    private RegistryArguments registry;

    @Override
    public Integer call() {
        PrintWriter out = out();
        PrintWriter err = err();
        new Demo(plan(), () -> DemoDisplay.open(out, err, System.getenv()), out, err).run();
        return ExitCode.OK;
    }

    private Demo.Plan plan() {
        checkPort("--port", port);
        checkPort("--http-port", httpPort);
        try {
            events.check(commandLine().getParseResult());
            Pipeline read = pipeline.read();
            return new Demo.Plan(
                    read,
                    pipeline.file(),
                    events.of(read, pipeline.file()),
                    port,
                    httpPort,
                    duration,
                    registrySettings(),
                    read.features().isEmpty() ? Optional.empty() : store);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine(), e.getMessage(), e);
        }
    }

    /** Kafka's own are those of the demo. */
    private Map<String, String> registrySettings() {
        Map<String, String> none = Map.of();
        Map<String, String> settings = registry.over(KafkaOptions.merge(none, none, System.getenv(), none));
        settings.keySet().retainAll(RegistrySettings.NAMES);
        return settings;
    }

    private void checkPort(String option, int found) {
        if (found < 0 || found > MOST_PORT) {
            throw new ParameterException(
                    commandLine(),
                    String.format(Locale.ROOT, "%s has to lie between 0 and %d, found %d", option, MOST_PORT, found));
        }
    }
}
