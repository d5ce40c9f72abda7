// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.config;

import picocli.CommandLine.Model.CommandSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Options from the environment, as containers give them: {@code PENSTOCK_RATE} is {@code --rate}, {@code
 * PENSTOCK_ON_MALFORMED} is {@code --on-malformed}. The command line goes before the environment.
 */
public final class EnvironmentArguments {

    private static final String PREFIX = "PENSTOCK_";

    private EnvironmentArguments() {}

    /** The arguments, with those before them that only the environment gives. */
    public static String[] prepend(CommandSpec command, String[] args, Map<String, String> environment) {
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
        return PREFIX + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
