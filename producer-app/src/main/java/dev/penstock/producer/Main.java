// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the producer alone, as containers do. What is not given as an option is taken from the environment:
 * {@code PENSTOCK_RATE} is {@code --rate}, {@code PENSTOCK_ON_MALFORMED} is {@code --on-malformed}, and Kafka's own settings
 * go by {@code KAFKA_…}.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "dev/penstock/producer/logback.xml");
        }
        var commandLine = new CommandLine(new ProduceCommand()).setParameterExceptionHandler((wrong, given) -> {
            wrong.getCommandLine().getErr().println("produce: " + wrong.getMessage() + "; see --help");
            return CommandLine.ExitCode.USAGE;
        });
        System.exit(commandLine.execute(arguments(commandLine.getCommandSpec(), args, System.getenv())));
    }

    /** The arguments, with those before them that only the environment gives. */
    static String[] arguments(CommandSpec command, String[] args, Map<String, String> environment) {
        var all = new ArrayList<String>();
        for (var option : command.options()) {
            String name = option.longestName();
            String value = environment.getOrDefault(variable(name), "");
            boolean given = Stream.of(args).anyMatch(arg -> arg.equals(name) || arg.startsWith(name + "="));
            if (!value.isBlank() && !given) {
                all.add(name + "=" + value);
            }
        }
        all.addAll(List.of(args));
        return all.toArray(String[]::new);
    }

    private static String variable(String option) {
        return "PENSTOCK_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
