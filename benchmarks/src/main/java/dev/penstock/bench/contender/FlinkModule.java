// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.ChildCommand;
import dev.penstock.bench.harness.ProcessCommand;
import dev.penstock.cli.support.PipelineOption;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The module with the Flink job, which a build leaves out unless it is asked for, where it was built.
 *
 * @param classPath of its processes
 */
record FlinkModule(String classPath) {

    static final String HOW_TO_BUILD =
            "they need Apache Flink, which is not part of the build unless asked for, because"
                    + " of its size: mvn -B -q -Pflink -Dquick -DskipTests package";

    private static final Path TARGET = Path.of("benchmarks-flink", "target");

    /** What Flink's own scripts open for it. */
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.net",
            "java.base/java.io",
            "java.base/java.nio",
            "java.base/sun.nio.ch",
            "java.base/java.lang.reflect",
            "java.base/java.text",
            "java.base/java.time",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/java.util.concurrent.locks");

    /** Empty if it was not built. */
    static Optional<FlinkModule> find() {
        return in(Path.of(System.getProperty(PipelineOption.HOME, "")));
    }

    /** @param home the folder of Penstock itself */
    static Optional<FlinkModule> in(Path home) {
        Path target = home.resolve(TARGET);
        Path classPath = target.resolve("classpath");
        if (Files.notExists(classPath)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FlinkModule(
                    target.resolve("classes").toAbsolutePath() + File.pathSeparator + Files.readString(classPath)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same process with Flink on its class path. */
    ProcessCommand command(ChildCommand command) {
        return new ProcessCommand() {
            @Override
            public String name() {
                return command.name();
            }

            @Override
            public List<String> line(String tempFolder) {
                return command.line(tempFolder, flags(), classPath);
            }
        };
    }

    private static List<String> flags() {
        return OPENED.stream()
                .flatMap(opened -> Stream.of("--add-opens", opened + "=ALL-UNNAMED"))
                .toList();
    }
}
