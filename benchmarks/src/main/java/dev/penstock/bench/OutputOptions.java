// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The options that every benchmark has. */
final class OutputOptions {

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "1g",
            description = "Heap of every contender, as -Xmx takes it. Default: ${DEFAULT-VALUE}")
    private String heap;

    @Option(names = "--markdown", description = "Prints tables as Markdown")
    private boolean markdown;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Where the results go, one by one. Default: target/bench/<command>.json")
    private Path json = Path.of("");

    String heap() {
        return heap;
    }

    boolean markdown() {
        return markdown;
    }

    Path json(String command) {
        return json.toString().isEmpty() ? Path.of("target", "bench", command + ".json") : json;
    }

    /** Now, as results files have it: ISO-8601. */
    static String date() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
