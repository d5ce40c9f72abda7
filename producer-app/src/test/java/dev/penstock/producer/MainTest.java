// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer;

import dev.penstock.event.config.EnvironmentArguments;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class MainTest {

    private static final CommandSpec COMMAND = new CommandLine(new ProduceCommand(Map.of())).getCommandSpec();

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

    private static String[] arguments(Map<String, String> environment, String... args) {
        return EnvironmentArguments.prepend(COMMAND, args, environment);
    }
}
