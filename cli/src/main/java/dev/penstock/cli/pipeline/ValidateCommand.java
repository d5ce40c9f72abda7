// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.pipeline;

import dev.penstock.cli.sample.SampleArguments;
import dev.penstock.cli.support.BaseCommand;
import dev.penstock.cli.support.Counted;
import dev.penstock.cli.support.KafkaArguments;
import dev.penstock.cli.support.KeysetFiles;
import dev.penstock.cli.support.PipelineFile;
import dev.penstock.cli.support.registry.RegistryArguments;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.streams.client.ClientSettings;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.registry.SchemaFinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Says whether a pipeline file is right, or all that is wrong with it. */
@Command(
        name = "validate",
        description = {
            "Reads a pipeline file and names every mistake in it, one line each; with --sample also what does not fit"
                    + " between it and events.",
            "Where the schema of a source stands in a file, or in a schema registry that is named, it says which fields the"
                    + " pipeline reads that are not there, or are something else.",
            "With --bootstrap-server it looks at Kafka, too: whether the topics are there, and whether the newest records of"
                    + " each source are events, whose keys all senders bring to partitions alike. Nothing is changed."
        },
        exitCodeList = {
            "0:the file is right",
            "1:it has mistakes, cannot be read, or does not fit the events, their schemas or what is in Kafka",
            "2:wrong usage"
        })
final class ValidateCommand extends BaseCommand {

    @Parameters(paramLabel = "FILE", description = "The pipeline file.")
    private Path file;

    @Mixin
    private SampleArguments sample;

    @Mixin
    private KafkaArguments kafka;

    @Mixin
    private RegistryArguments registry;

    @Override
    public Integer call() {
        Pipeline pipeline = PipelineFile.read(file);
        out().println(summary(pipeline));
        KeysetFiles.check(pipeline);
        boolean fitsSample = sample.check(pipeline, commandLine());
        var settings = new KafkaSettings(registry.over(ClientSettings.of(kafka).given()));
        boolean fitsSchemas = fitsSchemas(pipeline, settings);
        boolean fitsKafka = !commandLine().getParseResult().hasMatchedOption("--bootstrap-server")
                || ClusterCheck.run(pipeline, settings, out());
        return fitsSample && fitsSchemas && fitsKafka ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private boolean fitsSchemas(Pipeline pipeline, KafkaSettings settings) {
        List<SchemaFinding> findings = SchemaFinding.of(pipeline, settings.given(), settings.patience());
        findings.forEach(finding -> err().println(file + ": " + Quote.printable(finding.text())));
        return findings.isEmpty();
    }

    private String summary(Pipeline pipeline) {
        String stores = pipeline.stores().isEmpty()
                ? ""
                : ", " + Counted.of(pipeline.stores().size(), "store");
        return String.format(
                Locale.ROOT,
                "%s: %s, %s, %s%s",
                file,
                Counted.of(pipeline.sources().size(), "source"),
                Counted.of(pipeline.streams().size(), "stream"),
                Counted.of(pipeline.features().size(), "feature group"),
                stores);
    }
}
