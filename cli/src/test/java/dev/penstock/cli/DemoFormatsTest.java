// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The demo of a pipeline whose sources are in other formats than JSON, with a real schema registry. */
class DemoFormatsTest {

    @TempDir
    Path folder;

    @Test
    void shouldSendEventsInTheFormatsOfTheSources() throws Exception {
        assumeTrue(
                Files.exists(Path.of(System.getProperty("user.home"), ".cache", "penstock", "apicurio-registry-3.0.9")),
                "there is no schema registry; scripts/install-registry installs one");
        Path pipeline = Files.writeString(folder.resolve("formats.yaml"), """
                sources:
                  logins:
                    {topic: user-login, format: avro, partitioned_by: user_id, timestamp: {field: timestamp, unit: seconds}}
                  app_events:
                    {topic: app-events, format: protobuf, partitioned_by: user_id, timestamp: {field: timestamp, unit: millis}}
                streams:
                  copies: {from: logins, to: copies}
                features:
                  spend:
                    {from: app_events, key: user_id, window: 1m, to: spend, columns: {n: {count: events}, spend: {sum: amount}}}
                """);
        try (var demo = PenstockProcess.start(
                folder, "demo", "--pipeline", pipeline.toString(), "--users", "5", "--http-port", "0")) {
            await().atMost(Duration.ofMinutes(2))
                    .until(() ->
                            demo.out().contains("spend: user_id ") && demo.out().contains("copies: "));

            demo.terminate();

            var result = demo.await();
            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).contains("starting the schema registry");
        }
        assertThat(PenstockProcess.temporaryFiles(folder)).isEmpty();
    }
}
