// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import dev.penstock.event.pipeline.Pipeline;
import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;

/** Which pipeline a command is about. */
public final class PipelineOption {

    /** The system property that names the folder of Penstock itself. */
    public static final String HOME = "penstock.home";

    private static final String DEFAULT = "pipelines/default.yaml";

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            defaultValue = DEFAULT,
            description =
                    "The pipeline file. Default: ${DEFAULT-VALUE}, in the current folder or else in Penstock's own")
    private Path file = Path.of(DEFAULT);

    /** Where it is: as given; the default where it was found. */
    public Path file() {
        String home = System.getProperty(HOME, "");
        boolean own = file.equals(Path.of(DEFAULT)) && !Files.exists(file) && !home.isEmpty();
        return own ? Path.of(home).resolve(DEFAULT) : file;
    }

    /**
     * Reads and validates it.
     *
     * @throws UnreadableFileException if it can't be read as text
     * @throws dev.penstock.event.pipeline.mistake.InvalidPipelineException if anything in it is wrong
     */
    public Pipeline read() {
        return PipelineFile.read(file());
    }
}
