// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import dev.penstock.cli.support.EnvironmentArguments;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class MainTest {

    private static final CommandSpec COMMAND = new CommandLine(new ProduceCommand(Map.of())).getCommandSpec();

    private final StringWriter err = new StringWriter();

    @Test
    void shouldTakeOptionsFromTheEnvironment() {
        var environment = Map.of("PENSTOCK_RATE", "500", "PENSTOCK_ON_MALFORMED", "refuse", "PENSTOCK_JSON", "true");

        assertThat(arguments(environment))
                .containsExactlyInAnyOrder("--rate=500", "--on-malformed=refuse", "--json=true");
    }

    @Test
    void shouldPreferTheCommandLine() {
        var environment = Map.of("PENSTOCK_RATE", "500", "PENSTOCK_USERS", "7");

        assertThat(arguments(environment, "--rate", "1", "--users=2")).containsExactly("--rate", "1", "--users=2");
    }

    @Test
    void shouldLeaveOutBlankAndOtherVariables() {
        assertThat(arguments(Map.of("PENSTOCK_RATE", " ", "RATE", "5", "KAFKA_ACKS", "all")))
                .isEmpty();
    }

    @Test
    void shouldNameTheVariableOfAWrongValue() {
        assertThat(execute(Map.of("PENSTOCK_RATE", "fast"))).isEqualTo(2);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("PENSTOCK_RATE: ")
                .contains("'fast' is not a double");
    }

    @Test
    void shouldNotBlameTheVariableForTheCommandLine() {
        assertThat(execute(Map.of("PENSTOCK_RATE", "5"), "--rate=fast")).isEqualTo(2);

        assertThat(err.toString()).contains("'fast' is not a double").doesNotContain("PENSTOCK_");
    }

    @Test
    void shouldNameVariablesThatAreNearlyOne() {
        var environment = Map.of("PENSTOCK_USRES", "7", "PENSTOCK_SERVICE_HOST", "10.0.0.1", "PENSTOCK_HELP", "true");

        assertThat(execute(environment)).isZero();

        assertThat(err.toString().lines())
                .containsExactly("produce: PENSTOCK_USRES is not read; did you mean PENSTOCK_USERS?");
    }

    private int execute(Map<String, String> environment, String... args) {
        var commandLine = new CommandLine(new ProduceCommand(Map.of()))
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true))
                .setParameterExceptionHandler((wrong, all) -> {
                    wrong.getCommandLine().getErr().println(wrong.getMessage());
                    return CommandLine.ExitCode.USAGE;
                });
        return EnvironmentArguments.execute(commandLine, args, environment);
    }

    private static String[] arguments(Map<String, String> environment, String... args) {
        return EnvironmentArguments.prepend(COMMAND, args, environment);
    }
}
