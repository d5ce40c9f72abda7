// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.mistake.InvalidPipelineException;
import dev.penstock.event.pipeline.reader.PipelineReader;

import java.nio.file.Path;

/** Reads pipelines from files. */
public final class PipelineFile {

    private PipelineFile() {}

    /**
     * Reads and validates the pipeline in a file.
     *
     * @throws dev.penstock.cli.support.UnreadableFileException if the file can't be read as text
     * @throws InvalidPipelineException if anything in it is wrong
     */
    public static Pipeline read(Path file) {
        return PipelineReader.read(file.toString(), TextFile.read(file, "pipeline file"));
    }
}
