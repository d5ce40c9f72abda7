// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

class BrokerCommandTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void shouldExitWithZeroWhenStopped(String signal) throws Exception {
        assumeFalse(signal.equals("INT") && Penstock.ignoresInterrupts(), "started in the background");
        try (Penstock broker = Penstock.start(folder, "broker", "--port", "0")) {
            awaitReady(broker);
            broker.signal(signal);
            Penstock.Result result = broker.await();

            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .containsPattern("Kafka 4\\.4\\.0 is ready at localhost:\\d+, data in \\S+ \\(temporary, removed");
            assertThat(folder).isDirectoryNotContaining("glob:**penstock-kafka-*");
        }
    }

    @Test
    void shouldHoldItsFolderAgainstOtherProcesses() throws Exception {
        Path data = folder.resolve("data");
        try (Penstock broker = Penstock.start(folder, "broker", "--port", "0", "--data", data.toString())) {
            awaitReady(broker);

            Penstock.Result second = Penstock.run(folder, "broker", "--port", "0", "--data", data.toString());

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err())
                    .isEqualToNormalizingNewlines(
                            "penstock broker: folder %s is in use by the broker of another process%n".formatted(data));
        }
    }

    @Test
    void shouldKeepOutOfAFolderThatKafkaAloneHasLocked() throws Exception {
        Path data = folder.resolve("data");
        try (Penstock broker = Penstock.start(folder, "broker", "--port", "0", "--data", data.toString())) {
            awaitReady(broker);
            Files.delete(data.resolve(FolderLock.FILE)); // leaves Kafka's own lock

            assertThatThrownBy(() -> DataFolder.open(data, DataFolder.ANY_CLUSTER))
                    .isInstanceOf(LocalKafkaException.class)
                    .hasMessage("folder %s is in use by the Kafka of another process", data);
        }
    }

    @Test
    void shouldNameTheTakenPortInOneLine() throws Exception {
        try (LocalKafka kafka = LocalKafka.start()) {
            Penstock.Result result = Penstock.run(folder, "broker", "--port", String.valueOf(kafka.port()));

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .isEqualToNormalizingNewlines(
                            "penstock broker: port %d on 127.0.0.1 cannot be opened: Address already in use%n"
                                    .formatted(kafka.port()));
        }
    }

    @Test
    void shouldCallAnImpossiblePortWrongUsage() throws Exception {
        Penstock.Result result = Penstock.run(folder, "broker", "--port", "65536");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("--port: port 65536 is not between 0 and 65535");
    }

    private static void awaitReady(Penstock broker) {
        await().atMost(Duration.ofMinutes(1)).until(() -> broker.err().contains(" is ready at "));
    }
}
