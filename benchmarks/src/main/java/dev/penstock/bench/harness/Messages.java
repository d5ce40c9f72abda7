// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import java.time.Duration;
import java.util.Locale;

/** The lines that a child process prints for the harness: a word and what belongs to it. */
public final class Messages {

    /** From the broker: where clients find it. */
    static final String READY = "ready ";

    /** From a contender: a {@link Sample}. */
    public static final String PROGRESS = "progress ";

    /** From a contender: its {@link Outcome} as JSON. */
    public static final String OUTCOME = "outcome ";

    /** From a contender: why there is no outcome. */
    public static final String FAILED = "failed ";

    private Messages() {}

    public static String progress(Sample sample) {
        return String.format(
                Locale.ROOT,
                "%s%d %d %d %d",
                PROGRESS,
                sample.nanos(),
                sample.cpuNanos(),
                sample.compilerNanos(),
                sample.events());
    }

    /**
     * The sample in a line of {@link #PROGRESS}.
     *
     * @throws IllegalArgumentException if it is no such line
     */
    public static Sample sample(String line) {
        String[] parts = line.substring(PROGRESS.length()).split(" ");
        if (parts.length != 4) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "expected '%sNANOS CPU_NANOS COMPILER_NANOS EVENTS' of a contender, found '%s'",
                    PROGRESS,
                    line));
        }
        return new Sample(
                Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
    }

    /**
     * The next sample of a child. What libraries print besides is passed over.
     *
     * @throws BenchException if it failed, ended, or tells nothing for so long
     */
    public static Sample nextSample(Child child, Duration patience) {
        String line = child.nextLine(patience);
        while (!line.startsWith(PROGRESS)) {
            if (line.startsWith(FAILED)) {
                throw new BenchException(line.substring(FAILED.length()) + child.lastWords());
            }
            line = child.nextLine(patience);
        }
        return sample(line);
    }

    /**
     * The same of a child that has nothing else to tell.
     *
     * @throws BenchException if it tells something else, such as that it failed
     */
    public static Sample sample(String line, Child child) {
        if (!line.startsWith(PROGRESS)) {
            throw new BenchException(line + child.lastWords());
        }
        return sample(line);
    }
}
