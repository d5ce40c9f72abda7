// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.topology;

import dev.penstock.streams.runs.RunMaker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.test.TestRecord;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Records of one partition as the consumer of an instance hands them on: those of one fetch together, in runs. */
public final class InRuns {

    private InRuns() {}

    /** The runs of one fetch. */
    public static List<TestRecord<byte[], byte[]>> of(List<ConsumerRecord<byte[], byte[]>> fetched) {
        var partition =
                new TopicPartition(fetched.get(0).topic(), fetched.get(0).partition());
        var maker = new RunMaker();
        maker.configure(Map.of(RunMaker.TOPICS_CONFIG, List.of(partition.topic())));
        return maker.onConsume(new ConsumerRecords<>(Map.of(partition, fetched), Map.of())).records(partition).stream()
                .map(InRuns::alone)
                .toList();
    }

    /** A record by itself. */
    public static TestRecord<byte[], byte[]> alone(ConsumerRecord<byte[], byte[]> record) {
        return new TestRecord<>(record.key(), record.value(), record.headers(), record.timestamp());
    }

    /** @param value null for none */
    public static ConsumerRecord<byte[], byte[]> record(
            String topic, long offset, long timestamp, String key, String value, Headers headers) {
        byte[] keyBytes = key.getBytes(UTF_8);
        byte[] valueBytes = value == null ? null : value.getBytes(UTF_8);
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                keyBytes.length,
                valueBytes == null ? ConsumerRecord.NULL_SIZE : valueBytes.length,
                keyBytes,
                valueBytes,
                headers,
                Optional.empty());
    }
}
