// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.contender.Contender;
import dev.penstock.bench.contender.Contenders;
import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.question.Question;
import dev.penstock.cli.support.BaseCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static java.util.stream.Collectors.joining;

/** A command that asks questions. */
@Command(
        sortOptions = false,
        abbreviateSynopsis = true,
        exitCodeList = {"0:every answer was right", "1:it failed, or an answer was wrong", "2:wrong usage"})
abstract class QuestionCommand extends BaseCommand {

    private static final int BEHIND_OTHERS = 900;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "1g",
            order = BEHIND_OTHERS,
            description = "Heap of every contender, as -Xmx takes it. Default: ${DEFAULT-VALUE}")
    private String heap;

    @Option(names = "--markdown", order = BEHIND_OTHERS + 1, description = "Prints tables as Markdown")
    private boolean markdown;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            order = BEHIND_OTHERS + 2,
            description = "Where the results go, one by one. Default: target/bench/<command>.json")
    private Path json = Path.of("");

    /**
     * What it asks, found possible.
     *
     * @throws IllegalArgumentException if an option is wrong
     * @throws BenchException if a contender can't run
     */
    abstract List<Question> questions();

    final String heap() {
        return heap;
    }

    /** @param commitMillis how often contenders commit */
    final Setup setup(long commitMillis) {
        return new Setup(commitMillis, heap);
    }

    @Override
    public final Integer call() {
        Path file = json.toString().isEmpty() ? Path.of("target", "bench", spec().name() + ".json") : json;
        try {
            return new BenchSession(spec().name(), file, markdown, out(), err()).ask(checked());
        } catch (BenchException e) {
            err().println(spec().qualifiedName() + ": " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    /** The contenders that can run on this machine; says which can't, and why. */
    final List<Contender> available() {
        return available(Contenders.ALL);
    }

    /** Those of these. */
    final List<Contender> available(List<Contender> contenders) {
        Map<String, List<Contender>> all = Contenders.byWhatIsMissing(contenders);
        List<Contender> ready = all.remove(Contenders.NOTHING);
        all.forEach((missing, leftOut) -> say(String.format(
                Locale.ROOT,
                "left out: %s; %s",
                leftOut.stream().map(Contender::name).collect(joining(", ")),
                missing)));
        return ready;
    }

    /** Tells the user something that was not asked for. */
    final void say(String line) {
        err().println(line);
        err().flush();
    }

    private List<Question> checked() {
        try {
            return questions();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine(), e.getMessage(), e);
        }
    }
}
