// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOP_FallbackServiceProvider;

import java.util.Set;
import java.util.stream.Stream;

/**
 * Leaves out the log of commands that ask something and end. What went wrong they say themselves, in one line, and Kafka's
 * clients would say it before them in other words; besides, to set up a log takes longer than the work of such a command.
 */
final class NoLog {

    private static final Set<String> COMMANDS =
            Set.of("pipeline", "topics", "acls", "keys", "topology", "dlq", "query", "test");

    private NoLog() {}

    /** For a {@code main}, before there is a logger. Who asks for a log gets it. */
    static void unlessNeeded(String[] arguments) {
        boolean asked = Stream.of("penstock.log", "logback.configurationFile", LoggerFactory.PROVIDER_PROPERTY_KEY)
                .anyMatch(name -> System.getProperty(name) != null);
        if (!asked && arguments.length > 0 && COMMANDS.contains(arguments[0])) {
            System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, NOP_FallbackServiceProvider.class.getName());
            // Or it is told on standard error that there is this provider.
            System.setProperty("slf4j.internal.verbosity", "WARN");
        }
    }
}
