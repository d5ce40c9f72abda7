// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.deadletters.replay;

import dev.penstock.streams.client.KafkaFailure;
import dev.penstock.streams.client.KafkaSettings;
import dev.penstock.streams.deadletters.Letter;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Reads what was committed to a topic up to the end that it had when this was opened, one partition at a time. Every
 * method throws a {@link KafkaFailure} if Kafka does not answer. For use by one thread.
 */
final class LetterReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;
    private TopicPartition current;

    /** @param group whose positions are read; it gets no member, and nothing is committed to it */
    LetterReader(KafkaSettings settings, String group, String topic, int partitionCount) {
        this.settings = settings;
        partitions = IntStream.range(0, partitionCount)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        current = partitions.get(0);
        Map<String, Object> config = settings.client(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG, group,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false"));
        consumer = asked(() -> new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        // All at a time, of which all but one are paused: the client complains about offsets of what is not assigned.
        consumer.assign(partitions);
        consumer.pause(partitions);
        try {
            begins = asked(() -> consumer.beginningOffsets(partitions));
            ends = asked(() -> consumer.endOffsets(partitions));
        } catch (KafkaFailure e) {
            consumer.close();
            throw e;
        }
    }

    List<TopicPartition> partitions() {
        return partitions;
    }

    /** What the group has committed; partitions without are left out. */
    Map<TopicPartition, OffsetAndMetadata> committed() {
        var committed = new HashMap<>(asked(() -> consumer.committed(Set.copyOf(partitions))));
        committed.values().removeIf(position -> position == null);
        return committed;
    }

    ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    /** Goes on with this partition, at this offset or the first behind it that is still there. */
    void go(TopicPartition partition, long offset) {
        consumer.pause(partitions);
        consumer.seek(partition, Math.max(offset, begins.get(partition)));
        consumer.resume(List.of(partition));
        current = partition;
    }

    /** The next letters of the partition, in order; empty at its end. */
    List<Letter> next() {
        long end = ends.get(current);
        long patient = System.nanoTime() + settings.patience().toNanos();
        long before = position();
        while (before < end) {
            List<Letter> letters = asked(() -> consumer.poll(POLL)).records(current).stream()
                    .filter(record -> record.offset() < end)
                    .map(Letter::new)
                    .toList();
            if (!letters.isEmpty()) {
                return letters;
            }
            if (position() == before && System.nanoTime() > patient) {
                throw KafkaFailure.silence(settings, "reading " + current + " at offset " + before);
            }
            before = position();
        }
        return List.of();
    }

    private long position() {
        return asked(() -> consumer.position(current));
    }

    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw KafkaFailure.of(settings, e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
