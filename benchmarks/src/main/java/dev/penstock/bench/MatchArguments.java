// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/** The options of every command that lets contenders meet. */
final class MatchArguments {

    private static final String BROKER_HEAP = "1g";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each contender runs. Default: 3, with --quick 2")
    private int rounds;

    @Option(names = "--quick", description = "Fewer events and rounds: a first look, in a few minutes")
    private boolean quick;

    @Option(
            names = "--commit-interval",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "How often every Kafka Streams contender commits. Default: ${DEFAULT-VALUE}")
    private long commitMillis;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "1g",
            description = "Heap of every contender, as -Xmx takes it. Default: ${DEFAULT-VALUE}")
    private String heap;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--markdown", description = "Prints the tables as Markdown")
    private boolean markdown;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Where the results go, round by round. Default: target/bench/<command>.json")
    private Path json = Path.of("");

    boolean quick() {
        return quick;
    }

    int rounds() {
        return rounds > 0 ? rounds : quick ? 2 : 3;
    }

    long seed() {
        return seed;
    }

    boolean markdown() {
        return markdown;
    }

    Setup setup() {
        return new Setup(commitMillis, heap, BROKER_HEAP);
    }

    Path json(String command) {
        return json.toString().isEmpty() ? Path.of("target", "bench", command + ".json") : json;
    }
}
