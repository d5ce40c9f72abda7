// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the repository that tests look at. */
final class PipelineFiles {

    private static final Path ROOT = root();

    private PipelineFiles() {}

    static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** All worked pipelines, as paths below the root of the repository. */
    static List<String> pipelines() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("pipelines"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> "pipelines/" + file.getFileName())
                    .toList();
        }
    }

    /** Tests run in the folder of the module or in that of the whole project. */
    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("pipelines")) ? here : here.getParent();
    }
}
