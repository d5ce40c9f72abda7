// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.pipeline;

import dev.penstock.cli.support.BaseCommand;
import dev.penstock.cli.support.PipelineOption;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.streams.docs.TopologyDocs;
import dev.penstock.streams.topology.Mermaid;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.nio.file.Path;
import java.util.Locale;

/** Shows the topology that a pipeline is run by. */
@Command(
        name = "topology",
        sortOptions = false,
        description = "Prints the Kafka Streams topology of a pipeline, or writes pages about it.",
        exitCodeList = {"0:done", "1:the pipeline has mistakes, or the pages cannot be written", "2:wrong usage"})
public final class TopologyCommand extends BaseCommand {

    private static final Path NO_FOLDER = Path.of("");

    @Mixin
    private PipelineOption pipeline;

    @Option(
            names = "--format",
            paramLabel = "mermaid|text",
            defaultValue = "mermaid",
            converter = OfFormat.class,
            description = "mermaid: a flowchart; text: Kafka's own description. Default: ${DEFAULT-VALUE}")
    private Format format;

    @Option(
            names = "--docs",
            paramLabel = "DIR",
            description = "Prints nothing, but writes pages with diagrams and a dictionary into this folder."
                    + " Default: none")
    private Path docs = NO_FOLDER;

    private enum Format {
        MERMAID,
        TEXT
    }

    static final class OfFormat implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            try {
                return Format.valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("expected mermaid or text, found '" + text + "'");
            }
        }
    }

    @Override
    public Integer call() {
        Pipeline read = pipeline.read();
        if (docs.equals(NO_FOLDER)) {
            var topology = TopologyDocs.describe(read);
            out().print(format == Format.TEXT ? topology.toString() : Mermaid.flowchart(topology));
            out().flush();
        } else {
            TopologyDocs.write(read, pipeline.file().getFileName().toString(), docs);
        }
        return ExitCode.OK;
    }
}
