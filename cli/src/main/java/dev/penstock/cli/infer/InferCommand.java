// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.infer;

import dev.penstock.cli.support.BaseCommand;
import dev.penstock.cli.support.KafkaArguments;
import dev.penstock.streams.client.ClientSettings;
import dev.penstock.streams.client.KafkaSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.nio.file.Path;
import java.util.Optional;

/** Writes a pipeline file for events that are there. */
@Command(
        name = "infer",
        sortOptions = false,
        description = {
            "Reads a sample of events, of a topic or of a file, and prints a pipeline file for them: how they are written,"
                    + " their key and time, what is in their fields, and feature groups to begin with.",
            "The file goes to standard output: ./penstock pipeline infer --topic orders > orders.yaml"
        },
        exitCodeList = {
            "0:done",
            "1:there are no events in it, they cannot be read, or Kafka does not answer",
            "2:wrong usage"
        })
public final class InferCommand extends BaseCommand {

    @Option(names = "--topic", paramLabel = "T", description = "The topic whose newest records are looked at")
    private String topic = "";

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "Instead of a topic, the events of a file, or of standard input with -: JSON objects, one per line,"
                            + " over several lines or in an array, also in gzip")
    private String input = "";

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many records are looked at. Default: ${DEFAULT-VALUE}")
    private int events;

    @Mixin
    private KafkaArguments kafka;

    @Override
    public Integer call() {
        if (topic.isEmpty() == input.isEmpty()) {
            throw new ParameterException(commandLine(), "expected one of --topic and --input");
        }
        if (events < 1) {
            throw new ParameterException(commandLine(), "--events: expected at least 1, found " + events);
        }
        Optional<KafkaSettings> settings = input.isEmpty() ? Optional.of(ClientSettings.of(kafka)) : Optional.empty();
        Sample sample = settings.map(of -> Sample.ofTopic(of, topic, events))
                .orElseGet(() -> Sample.ofFile(input, Names.topic(base(input)), events));
        EventShape shape = EventShape.of(sample, settings);
        shape.bad()
                .ifPresent(bad -> err().println("penstock pipeline infer: not all of " + sample.from()
                        + " can be read, for example " + bad.reason().code() + ": " + bad.detail()));
        err().flush();
        out().print(InferredPipeline.of(sample, shape).text());
        out().flush();
        return ExitCode.OK;
    }

    /** The name of a file without its end. */
    private static String base(String file) {
        String name = file.equals("-") ? "events" : Path.of(file).getFileName().toString();
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
