// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import dev.penstock.kafka.LocalKafka;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.parquet.example.data.Group;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class ParquetFullDiskTest {

    private static final int ROWS = 2_000;
    private static final int DISK = 4 << 20;
    private static final int LEFT = 20 << 10;

    @TempDir
    private Path folder;

    /** On a small disk of its own, which is seen through the process that has it. */
    @Test
    void shouldWaitForRoomAndWriteEachRowOnce() throws IOException, InterruptedException {
        assumeTrue(canMount(), "this user can't mount a small disk with unshare");
        Path log = folder.resolve("log");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        try (LocalKafka kafka = LocalKafka.start()) {
            kafka.createTopic(ParquetProcess.TOPIC, 1);
            Process process = ParquetProcess.start(
                    List.of(
                            "unshare",
                            "-rm",
                            "sh",
                            "-c",
                            "mount -t tmpfs -o size=" + DISK + " none " + disk + " && exec \"$@\"",
                            "sh"),
                    kafka.bootstrapServers(),
                    disk,
                    log);
            try {
                await().until(() -> Files.exists(log) && Files.readString(log).contains("has 1 partition"));
                Path seen = Path.of("/proc/" + process.pid() + "/root" + disk);
                Files.write(seen.resolve("filler"), new byte[DISK - LEFT]);
                produce(kafka);
                await().until(() ->
                        Files.readString(log).contains("takes no rows for now: " + disk + ": No space left"));
                Files.delete(seen.resolve("filler"));
                await().until(() -> TableRows.files(seen.resolve("clicks")).size() == 1
                        && TableRows.read(seen.resolve("clicks")).size() >= ROWS);
                assertThat(TableRows.read(seen.resolve("clicks")))
                        .extracting((Group row) -> row.getLong("row_offset", 0))
                        .doesNotHaveDuplicates()
                        .hasSize(ROWS);
                assertThat(log).content().contains("takes rows again");
            } finally {
                process.destroyForcibly().onExit().join();
            }
        }
    }

    private static boolean canMount() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private static void produce(LocalKafka kafka) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < ROWS; i++) {
                producer.send(new ProducerRecord<>(
                        ParquetProcess.TOPIC,
                        "u" + i,
                        "{\"user\":\"u%d\",\"window_start\":0,\"window_end\":60000,\"n\":%d}".formatted(i, i)));
            }
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofMillis(50));
    }
}
