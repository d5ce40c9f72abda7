// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.ProcessCommand;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import static java.util.Objects.requireNonNull;

/** The Python that is on the path, or the one that the environment names. */
final class Python {

    /** The environment variable that names another than {@value #DEFAULT}. */
    static final String VARIABLE = "PENSTOCK_PYTHON";

    private static final String DEFAULT = "python3";
    private static final String HARNESS = "bench.py";
    private static final int ANSWER_WITHIN_SECONDS = 30;

    private Python() {}

    private static String executable() {
        return System.getenv().getOrDefault(VARIABLE, DEFAULT);
    }

    /**
     * What is missing to run a program, and how to get it; empty if nothing is.
     *
     * @param packages that it imports, as they are installed
     */
    static Optional<String> missing(String... packages) {
        String imports = String.join(", ", packages).replace('-', '_');
        return canImport(imports)
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "needs %s, of which %s lacks some (%s names another): python3 -m venv venv"
                                + " && venv/bin/pip install %s && export %s=$PWD/venv/bin/python3",
                        String.join(", ", packages),
                        executable(),
                        VARIABLE,
                        String.join(" ", packages),
                        VARIABLE));
    }

    private static boolean canImport(String modules) {
        try {
            Process process = new ProcessBuilder(executable(), "-c", "import " + modules)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            if (!process.waitFor(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            throw BenchException.interrupted(e);
        }
    }

    /**
     * A program that comes with the benchmarks.
     *
     * @param folder where it is put
     * @param script its file name
     */
    static ProcessCommand command(String name, Path folder, String script, List<String> arguments) {
        unpack(HARNESS, folder);
        Path program = unpack(script, folder);
        List<String> line = new ArrayList<>(List.of(executable(), program.toString()));
        line.addAll(arguments);
        return new ProcessCommand() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<String> line(String tempFolder) {
                return line;
            }
        };
    }

    private static Path unpack(String file, Path folder) {
        try (InputStream in = requireNonNull(Python.class.getResourceAsStream("python/" + file), file)) {
            Files.createDirectories(folder);
            Path unpacked = folder.resolve(file);
            Files.copy(in, unpacked);
            return unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
