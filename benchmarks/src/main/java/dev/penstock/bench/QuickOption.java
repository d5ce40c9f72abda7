// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import picocli.CommandLine.Option;

import java.util.List;

/** The option that makes what was not given small. */
final class QuickOption {

    /** Stands for a number that was not given. */
    static final int BY_DEFAULT = -1;

    @Option(
            names = "--quick",
            description = "Fewer events and rounds: whether it works, in a few minutes; figures mean nothing")
    private boolean quick;

    /** A number that was given, or what {@code --quick} makes of one that was not. */
    long unlessGiven(long given, long quickly, long fully) {
        return given != BY_DEFAULT ? given : quick ? quickly : fully;
    }

    /** The same of a list, which is empty if it was not given. */
    <T> List<T> unlessGiven(List<T> given, List<T> quickly, List<T> fully) {
        return !given.isEmpty() ? given : quick ? quickly : fully;
    }
}
