// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka.tool;

import org.apache.commons.text.similarity.DamerauLevenshteinDistance;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Hands its arguments to one of Kafka's own tools, unchanged. */
@Command(
        name = "kafka",
        description = "Runs one of Kafka's own tools with the tool's own arguments.",
        customSynopsis = "@|bold ${COMMAND-FULL-NAME}|@ [-h] TOOL [ARGUMENT...]",
        footerHeading = "%nTools (TOOL --help shows a tool's own options):%n")
public final class KafkaToolCommand implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "TOOL", description = "Name of the tool.")
    private String name = "";

    // Declared for picocli alone, see toolArguments().
    @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "What the tool gets, as it stands.")
    private List<String> ignored = List.of();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    private final List<KafkaTool> tools;
    private CommandSpec spec;

    public KafkaToolCommand() {
        this(KafkaTool.all());
    }

    KafkaToolCommand(List<KafkaTool> tools) {
        this.tools = tools;
    }

    @Spec
    void configure(CommandSpec spec) {
        this.spec = spec;
        // What follows the tool's name is the tool's, however much it looks like an option of this command.
        spec.parser().stopAtPositional(true);
        spec.usageMessage().footer(toolList());
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        if (name.isEmpty()) {
            spec.commandLine().usage(err);
            return ExitCode.USAGE;
        }
        Optional<KafkaTool> tool =
                tools.stream().filter(known -> known.name().equals(name)).findFirst();
        if (tool.isEmpty()) {
            err.printf(
                    Locale.ROOT,
                    "%1$s: Kafka has no tool called '%2$s';%3$s %1$s --help names all%n",
                    spec.qualifiedName(),
                    name,
                    nearest().map(known -> " did you mean '" + known + "'?").orElse(""));
            return ExitCode.USAGE;
        }
        try {
            tool.get().run(toolArguments());
            return ExitCode.OK;
        } catch (InvocationTargetException e) {
            err.printf(Locale.ROOT, "%s %s: %s%n", spec.qualifiedName(), name, e.getCause());
            return ExitCode.SOFTWARE;
        }
    }

    /**
     * The arguments as the process got them. Those that picocli sorted into the fields above are not quite: it puts the
     * content of a file in the place of {@code @file} and drops the first {@code --}.
     */
    private List<String> toolArguments() {
        List<String> all = spec.root().commandLine().getParseResult().originalArgs();
        int tool = spec.parent() == null ? 0 : all.indexOf(spec.name()) + 1;
        return all.subList(tool + 1, all.size());
    }

    private String[] toolList() {
        return tools.stream()
                .map(tool -> String.format(Locale.ROOT, "  %-26s %s", tool.name(), tool.summary()))
                .toArray(String[]::new);
    }

    /** The one whose name is nearest, if no more than a third of it differs. */
    private Optional<String> nearest() {
        var distance = new DamerauLevenshteinDistance();
        return tools.stream()
                .map(KafkaTool::name)
                .min(Comparator.comparingInt(known -> distance.apply(known, name)))
                .filter(known -> 3 * distance.apply(known, name) <= Math.max(known.length(), name.length()));
    }
}
