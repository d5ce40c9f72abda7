// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli;

import dev.penstock.kafka.LocalKafka;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code pipeline validate --bootstrap-server}: what is told of a cluster before anything is started. */
class ClusterCheckTest {

    private static final int PARTITIONS = 2;
    private static final String KEYED = "partitioned_by: user, ";

    private static LocalKafka kafka;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        kafka = LocalKafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void shouldSayWhatItReadAndWhatIsNotThereYetWhereAllIsRight() throws Exception {
        kafka.createTopic("right", PARTITIONS);
        kafka.createTopic("right-dlq", PARTITIONS);
        send(byJava("right", 10));

        assertThat(validate("right", KEYED)).isZero();

        assertThat(findings())
                .containsExactly(
                        "source 'clicks': topic right has 2 partitions; 10 recent records read",
                        "not there yet, ./penstock topics creates them: right-rows, right-rows-late");
    }

    @Test
    void shouldTakeNothingForWrongInATopicWithoutRecords() throws Exception {
        kafka.createTopic("empty", PARTITIONS);

        assertThat(validate("empty", KEYED)).isZero();

        assertThat(findings()).contains("source 'clicks': topic empty has 2 partitions; 0 recent records read");
    }

    @Test
    void shouldNameASourceThatIsNotThere() throws Exception {
        assertThat(validate("nowhere", KEYED)).isEqualTo(1);

        assertThat(findings())
                .containsExactly(
                        "source 'clicks': there is no topic nowhere at " + kafka.bootstrapServers(),
                        "not there yet, ./penstock topics creates them: nowhere-dlq, nowhere-rows, nowhere-rows-late");
    }

    @Test
    void shouldCountWhatWouldBeDeadLettersAndShowWhereTheFirstOfEachKindIs() throws Exception {
        kafka.createTopic("bad", PARTITIONS);
        long now = System.currentTimeMillis();
        send(List.of(
                new ProducerRecord<>("bad", 1, "ann", event("ann")),
                new ProducerRecord<>("bad", 1, "ann", "no JSON"),
                new ProducerRecord<>("bad", 1, "ann", "none, too"),
                new ProducerRecord<>("bad", 1, "ann", null),
                new ProducerRecord<>("bad", 1, "ann", "{\"user\":\"ann\",\"at\":" + now / 1000 + "}"),
                new ProducerRecord<>("bad", 1, "bob", event("ann"))));

        assertThat(validate("bad", KEYED)).isEqualTo(1);

        assertThat(findings())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("source 'clicks': 2 records would be dead letters, not_json: ")
                        .endsWith(" (partition 1, offset 1)"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("source 'clicks': 1 record would be dead letters, timestamp_wrong_unit: ")
                        .contains("as seconds it would be 20")
                        .endsWith(" (partition 1, offset 4)"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("source 'clicks': 1 record would be dead letters, key_mismatch: ")
                        .endsWith(" (partition 1, offset 5)"));
    }

    @Test
    void shouldLookAtTheNewestRecordsAlone() throws Exception {
        kafka.createTopic("mended", 1);
        List<ProducerRecord<String, String>> records = new ArrayList<>();
        records.add(new ProducerRecord<>("mended", "ann", "no JSON"));
        IntStream.range(0, 1_000).forEach(i -> records.add(new ProducerRecord<>("mended", "ann", event("ann"))));
        send(records);

        assertThat(validate("mended", KEYED)).isZero();

        assertThat(findings()).contains("source 'clicks': topic mended has 1 partition; 1,000 recent records read");
    }

    @Test
    void shouldSeeThatSendersSplitKeysAndNameTheSettingThatMendsIt() throws Exception {
        kafka.createTopic("mixed", PARTITIONS);
        send(byJava("mixed", 20));
        send(byLibrdkafka("mixed", 20));

        assertThat(validate("mixed", KEYED)).isEqualTo(1);

        assertThat(findings())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("source 'clicks': senders don't choose the partitions of mixed alike: ")
                        .contains("partitioner=murmur2_random"));
    }

    /** Whatever is gathered by a field of such a source is sorted by it first. */
    @ParameterizedTest
    @ValueSource(strings = {"", "partitioned_by: user, key_format: any, "})
    void shouldNotMindHowKeysAreSplitThatNobodyLooksAt(String key) throws Exception {
        String topic = key.isEmpty() ? "unknown-keys" : "any-keys";
        kafka.createTopic(topic, PARTITIONS);
        send(byJava(topic, 20));
        send(byLibrdkafka(topic, 20));

        assertThat(validate(topic, key)).isZero();
    }

    private int validate(String topic, String key) throws Exception {
        Path file = Files.writeString(folder.resolve("pipeline.yaml"), """
                sources:
                  clicks: {topic: %1$s, %2$stimestamp: {field: at, unit: millis}}
                features:
                  activity: {from: clicks, key: user, window: 1m, to: %1$s-rows, columns: {n: {count: events}}}
                """.formatted(topic, key));
        return Penstock.commandLine()
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("pipeline", "validate", file.toString(), "--bootstrap-server=" + kafka.bootstrapServers());
    }

    /** What was printed behind the summary of the file. */
    private List<String> findings() {
        assertThat(err.toString()).isEmpty();
        return out.toString().lines().skip(1).toList();
    }

    private static List<ProducerRecord<String, String>> byJava(String topic, int users) {
        return IntStream.range(0, users)
                .mapToObj(i -> new ProducerRecord<>(topic, "user" + i, event("user" + i)))
                .toList();
    }

    /** To the partition that librdkafka chooses unless it is told otherwise. */
    private static List<ProducerRecord<String, String>> byLibrdkafka(String topic, int users) {
        return IntStream.range(0, users)
                .mapToObj(i -> new ProducerRecord<>(topic, crc32("user" + i), "user" + i, event("user" + i)))
                .toList();
    }

    private static int crc32(String key) {
        var sum = new CRC32();
        sum.update(key.getBytes(UTF_8));
        return (int) (sum.getValue() % PARTITIONS);
    }

    private static String event(String user) {
        return "{\"user\":\"%s\",\"at\":%d}".formatted(user, System.currentTimeMillis());
    }

    private static void send(List<ProducerRecord<String, String>> records) {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            records.forEach(producer::send);
        }
    }
}
