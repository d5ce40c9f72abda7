// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import static java.util.stream.Collectors.toMap;

/** Reads topics from their beginning to where they end now, committed records only. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int STALL_POLLS = 150;

    private final String bootstrap;

    public TopicReader(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Where the partitions of these topics end. */
    public Map<TopicPartition, Long> ends(Collection<String> topics) {
        try (var consumer = open()) {
            List<TopicPartition> partitions = partitions(consumer, topics);
            consumer.assign(partitions);
            return consumer.endOffsets(partitions);
        }
    }

    /**
     * Hands over every record, those of a partition in their order.
     *
     * @throws IllegalStateException if nothing comes for half a minute
     */
    public void read(Collection<String> topics, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        readPortions(topics, records -> records.forEach(sink));
    }

    /**
     * The same, with something made of each record first. That takes most of the time wherever answers are judged, so it is
     * done on all processors; what was made is handed over by one thread, some of a partition at a time, in the order of the
     * records.
     *
     * @param make safe for use by many threads
     */
    public <T> void read(
            Collection<String> topics,
            Function<ConsumerRecord<byte[], byte[]>, T> make,
            java.util.function.Consumer<List<T>> sink) {
        readPortions(topics, records -> {
            for (TopicPartition partition : records.partitions()) {
                sink.accept(
                        records.records(partition).parallelStream().map(make).toList());
            }
        });
    }

    private void readPortions(
            Collection<String> topics, java.util.function.Consumer<ConsumerRecords<byte[], byte[]>> sink) {
        try (var consumer = open()) {
            List<TopicPartition> partitions = partitions(consumer, topics);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (int idle = 0; !reached(consumer, ends); idle++) {
                if (idle > STALL_POLLS) {
                    throw new IllegalStateException("nothing more comes from " + topics + " at " + bootstrap);
                }
                var records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    idle = 0;
                    sink.accept(records);
                }
            }
        }
    }

    private Consumer<byte[], byte[]> open() {
        return open(bootstrap, Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "10000"));
    }

    /**
     * A consumer of committed records that belongs to no group.
     *
     * @param settings more of Kafka's
     */
    public static Consumer<byte[], byte[]> open(String bootstrap, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"));
        all.putAll(settings);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Of these topics, all. */
    public static List<TopicPartition> partitions(Consumer<?, ?> consumer, Collection<String> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static boolean reached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> positions =
                ends.keySet().stream().collect(toMap(Function.identity(), consumer::position));
        return positions.entrySet().stream().allMatch(at -> at.getValue() >= ends.get(at.getKey()));
    }
}
