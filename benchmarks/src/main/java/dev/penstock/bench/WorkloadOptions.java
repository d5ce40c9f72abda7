// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that lets contenders read the same events. */
final class WorkloadOptions {

    private static final int BEHIND_OTHERS = 950;

    @Mixin
    private RoundOptions rounds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            order = BEHIND_OTHERS,
            description = "Another seed, other events. Default: ${DEFAULT-VALUE}")
    private long seed;

    /** A number that was given, or what {@code --quick} makes of one that was not. */
    long unlessGiven(long given, long quickly, long fully) {
        return rounds.unlessGiven(given, quickly, fully);
    }

    int rounds() {
        return rounds.rounds();
    }

    long commitMillis() {
        return rounds.commitMillis();
    }

    long seed() {
        return seed;
    }
}
