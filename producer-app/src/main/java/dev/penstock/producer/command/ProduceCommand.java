// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.KafkaArguments;
import dev.penstock.cli.support.LogOption;
import dev.penstock.cli.support.registry.RegistrySettings;
import dev.penstock.producer.encode.FormatArguments;
import dev.penstock.producer.generator.Generator;
import dev.penstock.producer.generator.TextGenerator;
import dev.penstock.producer.protect.ProtectionArguments;
import dev.penstock.producer.replay.Replay;
import dev.penstock.producer.send.EventSender;
import dev.penstock.producer.send.EventSource;
import dev.penstock.producer.send.Pacing;
import dev.penstock.producer.send.ProducerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Sends generated events, or those of a file, to Kafka. */
@Command(
        name = "produce",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Sends logins and app events of made-up users to Kafka, or texts of theirs, or the events of a file.",
            "The topics have to exist. A record's timestamp is the time of its event. Ctrl-C and SIGTERM end it: what was"
                    + " sent is seen through and summed up."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:everything was delivered",
            "1:it failed, an event was not delivered, or all events of the input are malformed",
            "2:wrong usage",
            "130, 143:ended by Ctrl-C, SIGTERM"
        })
public final class ProduceCommand implements Callable<Integer> {

    private static final List<String> FOR_EVENTS = List.of("--logins", "--late", "--malformed");
    private static final List<String> FOR_GENERATED =
            List.of("--users", "--skew", "--seed", "--start", "--duplicates", TextArguments.TEXTS);
    private static final List<String> FOR_INPUT =
            List.of("--topic", "--key", "--timestamp", "--timestamp-unit", "--speed", "--on-malformed");
    private static final Duration ENDLESS = EventSender.Limit.NONE.duration();

    @Option(names = "--count", paramLabel = "N", description = "Ends after so many events. Default: no limit")
    private long count = Long.MAX_VALUE;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = ProducerConverters.OfDuration.class,
            description = "Ends after this time, such as 30s. Default: no limit")
    private Duration duration = ENDLESS;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Sends so many events per second, evenly. Default: as fast as it can")
    private double rate;

    @Mixin
    private GeneratorArguments generator;

    @Mixin
    private TextArguments texts;

    @Mixin
    private ReplayArguments replay;

    @Mixin
    private ProtectionArguments protection;

    @Mixin
    private FormatArguments format;

    @Mixin
    private KafkaArguments kafka;

    @Option(names = "--json", description = "Prints the summary to standard output too, as one JSON object")
    private boolean json;

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

    public ProduceCommand() {
        this(System.getenv());
    }

    ProduceCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        RunLog lines = log.isJson()
                ? JsonLog.start()
                : new ReadableLog(spec.qualifiedName(), spec.commandLine().getErr());
        try {
            var sender = sender(lines);
            return new ProduceRun(
                            sender,
                            replay.requested(),
                            count,
                            json,
                            spec.commandLine().getOut(),
                            lines)
                    .run();
        } catch (CommandException e) {
            lines.error(e.getMessage());
            return 1;
        }
    }

    private EventSender sender(RunLog lines) {
        try {
            refuseSenseless();
            var limit = new EventSender.Limit(count, duration);
            var pacing = pacing();
            var settings =
                    ProducerSettings.waiting(kafka.settings(ProducerSettings.DEFAULTS, environment), kafka.patience());
            EventSource events = format.encoded(
                    protection.protect(source(settings, lines), lines::error),
                    settings,
                    replay.requested(),
                    replay.refuses(),
                    lines::error);
            settings.keySet().removeAll(RegistrySettings.NAMES);
            return new EventSender(
                    events, pacing, limit, settings, reason -> lines.error("an event was not delivered: " + reason));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private EventSource source(Map<String, String> settings, RunLog lines) {
        if (!replay.requested()) {
            var options = generator.options(count, rate);
            return texts.requested()
                    ? new TextGenerator(options, texts.shares(generator.duplicates()))
                    : new Generator(options);
        }
        var options = replay.options(ProducerSettings.maxRequestSize(settings));
        return new Replay(replay.open(options.maxLineBytes()), options, lines::error);
    }

    private Pacing pacing() {
        boolean bySpeed = matched("--speed");
        boolean byRate = matched("--rate");
        if (bySpeed && byRate) {
            throw new IllegalArgumentException("--rate and --speed can't both be obeyed");
        }
        return bySpeed ? Pacing.speed(replay.speed()) : byRate ? Pacing.rate(rate) : Pacing.UNPACED;
    }

    private void refuseSenseless() {
        if (replay.requested()) {
            refuseMatched(FOR_GENERATED, " makes no sense with --input");
            refuseMatched(FOR_EVENTS, " makes no sense with --input");
        } else {
            refuseMatched(FOR_INPUT, " needs --input");
        }
        if (texts.requested()) {
            refuseMatched(FOR_EVENTS, " makes no sense with " + TextArguments.TEXTS);
        } else {
            refuseMatched(TextArguments.OWN, " needs " + TextArguments.TEXTS);
        }
    }

    private void refuseMatched(List<String> options, String why) {
        options.stream().filter(this::matched).findFirst().ifPresent(option -> {
            throw new IllegalArgumentException(option + why);
        });
    }

    private boolean matched(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }
}
