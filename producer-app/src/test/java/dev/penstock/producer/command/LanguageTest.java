// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import dev.penstock.kafka.LocalKafka;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class LanguageTest {

    @TempDir
    Path folder;

    /** Kafka and others format and compare by the language of the Java VM. */
    @Test
    void shouldKeepTheLanguageOfTheMachineFromLibraries() throws Exception {
        Path input = Files.writeString(folder.resolve("input"), "{\"id\":\"a\"}\n");
        try (var kafka = LocalKafka.start()) {
            kafka.createTopic("turkish", 1);
            Path config = Files.writeString(
                    folder.resolve("config"),
                    "bootstrap.servers=" + kafka.bootstrapServers() + "\nmetric.reporters="
                            + LanguageReporter.class.getName() + "\n");
            String[] arguments = {"--input=" + input, "--topic=turkish", "--key=id", "--config=" + config};

            try (var process = MainProcess.start(folder, "-Duser.language=tr", arguments)) {
                assertThat(process.exitCode()).isZero();
                assertThat(process.err()).contains(LanguageReporter.ROOT);
            }
        }
    }
}
