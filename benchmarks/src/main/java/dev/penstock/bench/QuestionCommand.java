// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.question.Question;
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

    abstract OutputOptions output();

    /**
     * What it asks, found possible.
     *
     * @throws IllegalArgumentException if an option is wrong
     * @throws BenchException if a contender can't run
     */
    abstract List<Question> questions();

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
    final List<Contender> available() {
        Map<String, List<Contender>> all = Contenders.byWhatIsMissing();
        List<Contender> ready = all.remove(Contenders.NOTHING);
        all.forEach((missing, leftOut) -> say(String.format(
                Locale.ROOT,
                "left out: %s; %s",
                leftOut.stream().map(Contender::name).collect(joining(", ")),
                missing)));
        return ready;
    }

    /** Tells the user something that is no result. */
    final void say(String line) {
        spec.commandLine().getErr().println(line);
    }

    private List<Question> checked() {
        try {
            return questions();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
