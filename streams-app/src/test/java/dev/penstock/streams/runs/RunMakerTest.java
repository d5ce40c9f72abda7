// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.runs;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

class RunMakerTest {

    private static final TopicPartition CLICKS = new TopicPartition("clicks", 3);
    private static final TopicPartition OTHER = new TopicPartition("app-g-repartition", 3);

    private final RunMaker maker = new RunMaker();

    @BeforeEach
    void configure() {
        maker.configure(Map.of(RunMaker.TOPICS_CONFIG, List.of("clicks")));
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(
            TopicPartition partition, long from, int count, int bytes) {
        return LongStream.range(from, from + count)
                .mapToObj(offset -> new ConsumerRecord<>(
                        partition.topic(),
                        partition.partition(),
                        offset,
                        offset,
                        TimestampType.CREATE_TIME,
                        1,
                        bytes,
                        new byte[1],
                        new byte[bytes],
                        new RecordHeaders(),
                        Optional.of(7)))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> runs(List<ConsumerRecord<byte[], byte[]>> records) {
        return maker.onConsume(new ConsumerRecords<>(Map.of(CLICKS, records), Map.of()))
                .records(CLICKS);
    }

    private static List<ConsumerRecord<byte[], byte[]>> held(ConsumerRecord<byte[], byte[]> run) {
        return Run.in(run.headers()).orElseThrow().records();
    }

    @Test
    void shouldHoldEveryRecordOnceAndInOrder() {
        var records = records(CLICKS, 100, 1_000, 10);

        assertThat(runs(records).stream().flatMap(run -> held(run).stream()).toList())
                .isEqualTo(records);
    }

    /** Kafka Streams commits the offset of the first record that waits. */
    @Test
    void shouldStandForARunWithItsFirstRecord() {
        var runs = runs(records(CLICKS, 100, 300, 10));

        assertThat(runs).extracting(ConsumerRecord::offset).containsExactly(100L, 356L);
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.topic()).isEqualTo("clicks");
            assertThat(run.partition()).isEqualTo(3);
            assertThat(run.leaderEpoch()).contains(7);
        });
    }

    @Test
    void shouldMakeShortRunsOfLongRecords() {
        assertThat(runs(records(CLICKS, 0, 3, 1 << 20))).hasSize(3);
        assertThat(runs(records(CLICKS, 0, 64, 2 << 10))).hasSize(2);
    }

    @Test
    void shouldLeaveOtherTopicsAndThePositionAsTheyAre() {
        var others = records(OTHER, 5, 10, 10);
        var next = Map.of(CLICKS, new OffsetAndMetadata(17), OTHER, new OffsetAndMetadata(15));
        var consumed =
                maker.onConsume(new ConsumerRecords<>(Map.of(CLICKS, records(CLICKS, 0, 2, 10), OTHER, others), next));

        assertThat(consumed.records(OTHER)).isEqualTo(others);
        assertThat(consumed.nextOffsets()).isEqualTo(next);
    }
}
