// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.sample;

import dev.penstock.cli.support.Causes;
import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.Counted;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.producer.input.EventReader;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

import static java.util.stream.Collectors.joining;

/** Which events a pipeline is held against. */
public final class SampleArguments {

    /** What a topic takes with Kafka's defaults. */
    private static final int MOST_EVENT_BYTES = 1 << 20;

    @Option(
            names = "--sample",
            paramLabel = "EVENTS",
            description =
                    "Holds the pipeline against the events of a file, or of standard input with -: JSON objects, one"
                            + " per line, over several lines or in an array, also in gzip")
    private String sample = "";

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "The source of the pipeline whose events those of --sample are. Default: the only one")
    private String source = "";

    /**
     * Prints what does not fit, if there are events to look at.
     *
     * @return whether the pipeline can do its work with them
     * @throws ParameterException if the options make no sense with this pipeline
     * @throws CommandException if the events can't be read
     */
    public boolean check(Pipeline pipeline, CommandLine command) {
        if (sample.isEmpty()) {
            if (!source.isEmpty()) {
                throw new ParameterException(command, "--source needs --sample");
            }
            return true;
        }
        Source read = source(pipeline, command);
        var check = new SampleCheck(pipeline, read, InstantSource.system());
        read(check);
        List<Finding> findings = check.findings();
        command.getOut()
                .println(sample + ": " + Counted.of(check.good(), "event") + " of source " + Quote.quote(read.name())
                        + " among " + check.all());
        command.getOut().flush();
        findings.forEach(finding -> command.getErr().println(sample + ": " + Quote.printable(finding.toString())));
        command.getErr().flush();
        return findings.stream().noneMatch(Finding::certain);
    }

    private void read(SampleCheck check) {
        try (var events = EventReader.open(sample, "--sample", MOST_EVENT_BYTES)) {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                check.add(event.get());
            }
        } catch (IOException e) {
            throw new CommandException("--sample " + sample + " can't be read: " + Causes.ofFile(e), e);
        }
    }

    private Source source(Pipeline pipeline, CommandLine command) {
        List<String> names = pipeline.sources().stream().map(Source::name).toList();
        if (source.isEmpty() && names.size() > 1) {
            throw new ParameterException(
                    command,
                    "--sample needs --source, as there are several: "
                            + names.stream().collect(joining(", ")));
        }
        return pipeline.sources().stream()
                .filter(candidate -> source.isEmpty() || candidate.name().equals(source))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        command,
                        "--source: there is no source " + Quote.quote(source) + Suggestion.hintOrAll(source, names)));
    }
}
