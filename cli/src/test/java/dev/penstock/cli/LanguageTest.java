// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** On machines that are set to other languages: one with an i of its own, one with digits of its own. */
class LanguageTest {

    private static final String PIPELINE =
            Path.of("..", "pipelines", "default.yaml").toAbsolutePath().toString();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"tr, TR", "ar, EG"})
    void shouldRunBrokerProducerAndStreamsInAnyLanguage(String language, String country) throws IOException {
        var options = List.of("-Duser.language=" + language, "-Duser.country=" + country);

        try (var demo = PenstockProcess.start(folder, options, "demo", "--pipeline", PIPELINE, "--users", "5")) {
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(demo.out()).contains("    user_activity: user_id "));
            demo.terminate();

            var result = demo.await();
            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).containsPattern("Kafka is ready at localhost:[0-9]+, creating");
            assertThat(result.out()).containsPattern("ran for [0-9:]+, first feature row seen [0-9.]+ s");
        }
    }
}
