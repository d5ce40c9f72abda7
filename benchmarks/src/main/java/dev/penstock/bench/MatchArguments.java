// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that lets contenders meet. */
final class MatchArguments {

    /** Stands for a number that was not given and that {@code --quick} decides. */
    static final int BY_DEFAULT = -1;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each contender runs. Default: 3, with --quick 2")
    private int rounds = BY_DEFAULT;

    @Option(names = "--quick", description = "Fewer events and rounds: a first look, in a few minutes")
    private boolean quick;

    @Option(
            names = "--commit-interval",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "How often every Kafka Streams contender commits. Default: ${DEFAULT-VALUE}")
    private long commitMillis;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another seed, other events. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Mixin
    private OutputArguments output;

    /** A number that was given, or what {@code --quick} makes of one that was not. */
    long unlessGiven(long given, long quickly, long fully) {
        return given != BY_DEFAULT ? given : quick ? quickly : fully;
    }

    int rounds() {
        return Math.toIntExact(unlessGiven(rounds, 2, 3));
    }

    long seed() {
        return seed;
    }

    OutputArguments output() {
        return output;
    }

    Setup setup() {
        return new Setup(commitMillis, output.heap(), Broker.HEAP);
    }
}
