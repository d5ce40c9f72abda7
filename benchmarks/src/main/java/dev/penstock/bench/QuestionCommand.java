// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import static java.util.stream.Collectors.joining;

/** A command that asks questions. */
abstract class QuestionCommand implements Callable<Integer> {

    private static final int LAST = 1_000;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = LAST,
            description = "Shows this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    abstract OutputArguments output();

    /**
     * What it asks, found possible.
     *
     * @throws IllegalArgumentException if an option is wrong
     * @throws BenchException if a contender can't run
     */
    abstract List<Inquiry> inquiries();

    @Override
    public final Integer call() {
        var command = spec.commandLine();
        var session = new BenchSession(spec.name(), output(), command.getOut(), command.getErr());
        try {
            return session.ask(checked());
        } catch (BenchException e) {
            command.getErr().println(spec.qualifiedName() + ": " + e.getMessage());
            return 1;
        }
    }

    /** The contenders that can run on this machine; says which can't, and why. */
    final List<Entrant> available() {
        Map<String, List<Entrant>> all = Entrants.byWhatIsMissing();
        List<Entrant> ready = all.remove(Entrants.NOTHING);
        all.forEach((missing, leftOut) -> say(String.format(
                Locale.ROOT,
                "left out: %s; %s",
                leftOut.stream().map(Entrant::name).collect(joining(", ")),
                missing)));
        return ready;
    }

    /** Tells the user something that is no result. */
    final void say(String line) {
        spec.commandLine().getErr().println(line);
    }

    private List<Inquiry> checked() {
        try {
            return inquiries();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
