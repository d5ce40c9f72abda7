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
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class ParquetKillTest {

    private static final int PARTITIONS = 3;
    private static final int ROUNDS = 5;
    private static final int ROWS = 3_000;

    @TempDir
    private Path folder;

    private long produced;

    /** Two processes share the work, and one after the other is killed at any moment. */
    @Test
    void shouldHaveEachRowOnceWhateverIsKilled() throws IOException {
        var random = new Random();
        try (LocalKafka kafka = LocalKafka.start()) {
            kafka.createTopic(ParquetProcess.TOPIC, PARTITIONS);
            Process steady = start(kafka);
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    Process other = start(kafka);
                    produce(kafka);
                    // Not before it has had rows to write, and then at once or a little later.
                    long wanted = rows() + 1 + random.nextInt(ROWS);
                    await().until(() -> rows() >= Math.min(wanted, produced));
                    Process killed = random.nextBoolean() ? other : steady;
                    steady = killed == other ? steady : other;
                    killed.destroyForcibly().onExit().join();
                }
                await().until(() -> rows() == produced);
                steady.getOutputStream().close();
                assertThat(steady.onExit().join().exitValue()).isZero();
            } finally {
                steady.destroyForcibly();
            }
        }
        assertThat(rows()).isEqualTo(produced);
    }

    private Process start(LocalKafka kafka) throws IOException {
        return ParquetProcess.start(kafka.bootstrapServers(), folder, folder.resolve("log"));
    }

    /** Around midnight, so that rows of one batch go into files of two days. */
    private void produce(LocalKafka kafka) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < ROWS; i++) {
                long minute = 20_000L * 24 * 60 - 1 + i % 2;
                producer.send(new ProducerRecord<>(
                        ParquetProcess.TOPIC,
                        "u" + i,
                        "{\"user\":\"u%d\",\"window_start\":%d,\"window_end\":%d,\"n\":%d}"
                                .formatted(i, minute * 60_000, (minute + 1) * 60_000, i)));
            }
        }
        produced += ROWS;
    }

    /** Never more than there are, and never one twice, whenever one looks. */
    private long rows() {
        Set<String> places = new HashSet<>();
        List<Group> rows = TableRows.read(folder.resolve("clicks"));
        rows.forEach(row -> places.add(row.getInteger("row_partition", 0) + ":" + row.getLong("row_offset", 0)));
        assertThat(places).hasSize(rows.size());
        return rows.size();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(120)).pollInterval(Duration.ofMillis(20));
    }
}
