// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.support;

import dev.penstock.event.pipeline.mistake.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Options from the environment, as containers give them: {@code PENSTOCK_RATE} is {@code --rate}, {@code
 * PENSTOCK_ON_MALFORMED} is {@code --on-malformed}; options without a value are given as {@code true}. The command line
 * goes before the environment.
 */
public final class EnvironmentArguments {

    private static final String PREFIX = "PENSTOCK_";

    private EnvironmentArguments() {}

    /**
     * Runs a command with these arguments and options from the environment. What is wrong with one of the latter is said
     * by the name of its variable. Variables that are nearly one are named to standard error; others may belong to
     * somebody else, Kubernetes for one makes some, and are left alone.
     *
     * @return the exit code
     */
    public static int execute(CommandLine commandLine, String[] args, Map<String, String> environment) {
        CommandSpec command = commandLine.getCommandSpec();
        var report = commandLine.getParameterExceptionHandler();
        commandLine.setParameterExceptionHandler(
                (wrong, all) -> report.handleParseException(named(wrong, args, environment), all));
        mistyped(command, environment)
                .forEach(line -> commandLine.getErr().println(command.qualifiedName() + ": " + line));
        commandLine.getErr().flush();
        return commandLine.execute(prepend(command, args, environment));
    }

    /** The arguments, with those before them that only the environment gives. */
    public static String[] prepend(CommandSpec command, String[] args, Map<String, String> environment) {
        var all = new ArrayList<String>();
        for (var option : command.options()) {
            if (isFromEnvironment(option, args, environment)) {
                all.add(option.longestName() + "=" + environment.get(variable(option)));
            }
        }
        all.addAll(List.of(args));
        return all.toArray(String[]::new);
    }

    private static ParameterException named(ParameterException wrong, String[] args, Map<String, String> environment) {
        if (wrong.getArgSpec() instanceof OptionSpec option && isFromEnvironment(option, args, environment)) {
            return new ParameterException(wrong.getCommandLine(), variable(option) + ": " + wrong.getMessage(), wrong);
        }
        return wrong;
    }

    private static List<String> mistyped(CommandSpec command, Map<String, String> environment) {
        List<String> known = command.options().stream()
                .map(option -> variable(option).substring(PREFIX.length()))
                .toList();
        return environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()))
                .filter(name -> !known.contains(name))
                .sorted()
                .flatMap(name -> hint(name, known).stream())
                .toList();
    }

    private static Optional<String> hint(String name, List<String> known) {
        return Suggestion.nearest(name, known)
                .map(meant -> String.format(
                        Locale.ROOT, "%s%s is not read; did you mean %s%s?", PREFIX, name, PREFIX, meant));
    }

    private static boolean isFromEnvironment(OptionSpec option, String[] args, Map<String, String> environment) {
        String name = option.longestName();
        return !environment.getOrDefault(variable(option), "").isBlank()
                && Stream.of(args).noneMatch(arg -> arg.equals(name) || arg.startsWith(name + "="));
    }

    private static String variable(OptionSpec option) {
        return PREFIX + option.longestName().substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
