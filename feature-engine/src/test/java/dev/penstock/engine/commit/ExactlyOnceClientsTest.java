// SPDX-License-Identifier: Apache-2.0
package dev.penstock.engine.commit;

import dev.penstock.kafka.LocalKafka;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.StreamsPartitionAssignor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class ExactlyOnceClientsTest {

    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String KEEPS_BUSY = "keeps its thread busy";
    private static final String SENT = "sent in a transaction that is aborted";
    private static final String DAMAGED = "finds damaged state";

    private static LocalKafka kafka;

    /** Names of the stream threads that are about to join a rebalance. */
    private static final Set<String> JOINING = ConcurrentHashMap.newKeySet();

    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final CountDownLatch damaged = new CountDownLatch(1);

    @BeforeAll
    static void startKafka() {
        kafka = LocalKafka.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @Test
    void shouldHaveNoTransactionAfterOneThatWasAborted() {
        kafka.createTopic("aborted", 1);
        try (var producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("aborted", new byte[] {1}));
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("aborted", new byte[] {2}));
            producer.abortTransaction();

            assertThatThrownBy(producer::beginTransaction).isInstanceOf(ProducerFencedException.class);
        }
        try (var next = producer()) {
            next.initTransactions();
            next.beginTransaction();
            next.commitTransaction();
        }
    }

    /**
     * One thread does not answer, so the rebalance that a third asks for takes as long as that; meanwhile a task of the
     * other finds its state damaged, which aborts what the thread's other task has sent.
     */
    @Test
    @Timeout(180)
    void shouldLoseNothingWhenStateIsDamagedInTheMiddleOfARebalance(@TempDir Path state) throws InterruptedException {
        kafka.createTopic("in", PARTITIONS);
        kafka.createTopic("out", PARTITIONS);
        try (var streams = new KafkaStreams(topology(), settings(state), new WatchedClients())) {
            streams.start();
            await().atMost(PATIENCE)
                    .until(() -> partitionsByThread(streams).values().stream().allMatch(of -> of.size() == 2));
            Iterator<Map.Entry<String, List<Integer>>> threads =
                    partitionsByThread(streams).entrySet().iterator();
            List<Integer> silent = threads.next().getValue();
            Map.Entry<String, List<Integer>> other = threads.next();
            send(silent.get(0), KEEPS_BUSY);
            busy.await();
            JOINING.clear();
            streams.addStreamThread();
            await().atMost(PATIENCE).until(() -> JOINING.contains(other.getKey()));

            send(other.getValue().get(0), SENT);
            await().atMost(PATIENCE)
                    .until(() -> out(IsolationLevel.READ_UNCOMMITTED).contains(SENT));
            send(other.getValue().get(1), DAMAGED);
            damaged.await();
            mayGoOn.countDown();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(out(IsolationLevel.READ_COMMITTED))
                            .containsExactlyInAnyOrder(KEEPS_BUSY, SENT, DAMAGED));
        } finally {
            mayGoOn.countDown();
        }
    }

    private Topology topology() {
        var builder = new StreamsBuilder();
        builder.stream("in", Consumed.with(Serdes.ByteArray(), Serdes.String()).withName("in"))
                .process(Passing::new, Named.as("passing"))
                .to("out", Produced.with(Serdes.ByteArray(), Serdes.String()).withName("out"));
        return builder.build();
    }

    /** Hands everything on, when it comes to it. */
    private final class Passing extends ContextualProcessor<byte[], String, byte[], String> {
        @Override
        public void process(Record<byte[], String> record) {
            if (record.value().equals(KEEPS_BUSY)) {
                busy.countDown();
                awaitUninterruptibly(mayGoOn);
            } else if (record.value().equals(DAMAGED) && damaged.getCount() > 0) {
                damaged.countDown();
                throw new TaskCorruptedException(Set.of(context().taskId()));
            }
            context().forward(record);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Properties settings(Path state) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "damaged");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 200);
        return settings;
    }

    /** Those under test, with an assignor that tells when its thread joins. */
    private static final class WatchedClients extends ExactlyOnceClients {
        @Override
        public Consumer<byte[], byte[]> getConsumer(Map<String, Object> settings) {
            var watched = new HashMap<>(settings);
            watched.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, WatchedAssignor.class.getName());
            return super.getConsumer(watched);
        }
    }

    /** Kafka Streams' own; public for its consumer. */
    public static final class WatchedAssignor extends StreamsPartitionAssignor {
        @Override
        public ByteBuffer subscriptionUserData(Set<String> topics) {
            ByteBuffer data = super.subscriptionUserData(topics);
            JOINING.add(Thread.currentThread().getName());
            return data;
        }
    }

    private static Map<String, List<Integer>> partitionsByThread(KafkaStreams streams) {
        var byThread = new HashMap<String, List<Integer>>();
        for (ThreadMetadata thread : streams.metadataForLocalThreads()) {
            byThread.put(
                    thread.threadName(),
                    thread.activeTasks().stream()
                            .flatMap(task -> task.topicPartitions().stream())
                            .map(TopicPartition::partition)
                            .toList());
        }
        return byThread;
    }

    private static AbortFencedProducer producer() {
        return new AbortFencedProducer(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "one"));
    }

    private static void send(int partition, String value) {
        Map<String, Object> settings = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("in", partition, null, value));
        }
    }

    private static List<String> out(IsolationLevel isolation) {
        Map<String, Object> settings = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                isolation.name().toLowerCase(Locale.ROOT));
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition("out", partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(50)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
