// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command whose contenders run several times. */
final class RoundOptions {

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each contender runs. Default: 3, with --quick 1")
    private int rounds = QuickOption.BY_DEFAULT;

    @Mixin
    private QuickOption quick;

    @Option(
            names = "--commit-interval",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "How often every contender that commits does so, or makes a checkpoint. Default:"
                    + " ${DEFAULT-VALUE}")
    private long commitMillis;

    /** A number that was given, or what {@code --quick} makes of one that was not. */
    long unlessGiven(long given, long quickly, long fully) {
        return quick.unlessGiven(given, quickly, fully);
    }

    int rounds() {
        return Math.toIntExact(unlessGiven(rounds, 1, 3));
    }

    long commitMillis() {
        return commitMillis;
    }
}
