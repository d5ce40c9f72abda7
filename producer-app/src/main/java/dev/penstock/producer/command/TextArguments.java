// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import dev.penstock.producer.generator.TextGenerator;
import picocli.CommandLine.Option;

import java.util.List;

/** Which texts are made up, if texts are to be. */
final class TextArguments {

    static final String TEXTS = "--texts";

    /** Options that need {@link #TEXTS}. */
    static final List<String> OWN = List.of("--empty", "--long", "--foreign", "--emoji");

    @Option(
            names = TEXTS,
            description = "Sends texts of the users to " + TextGenerator.TOPIC + " instead of logins and app events:"
                    + " what they think of something, to be scored")
    private boolean requested;

    @Option(
            names = "--empty",
            paramLabel = "SHARE",
            defaultValue = "0.01",
            description = "Share of texts that are empty or white space. Default: ${DEFAULT-VALUE}")
    private double empty;

    @Option(
            names = "--long",
            paramLabel = "SHARE",
            defaultValue = "0.01",
            description = "Share of texts of 2000 to 4000 characters. Default: ${DEFAULT-VALUE}")
    private double lengthy;

    @Option(
            names = "--foreign",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "Share of texts in another language than English. Default: ${DEFAULT-VALUE}")
    private double foreign;

    @Option(
            names = "--emoji",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "Share of texts with emoji in them. Default: ${DEFAULT-VALUE}")
    private double emoji;

    boolean requested() {
        return requested;
    }

    /** @throws IllegalArgumentException if an option is out of range */
    TextGenerator.Shares shares(double duplicates) {
        return new TextGenerator.Shares(empty, lengthy, foreign, emoji, duplicates);
    }
}
