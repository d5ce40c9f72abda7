// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.Waiting;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Consumes records and produces the same bytes to the same partition of another topic, exactly once, with one
 * transaction for each commit interval. Fetches and sends with the settings that Penstock has by default.
 */
final class RunningCopy implements RunningContender {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Job job;
    private final String from;
    private final String to;
    private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> copying;

    /** Written by the loop's thread alone. */
    private volatile long processed;

    private volatile boolean closed;

    private RunningCopy(Job job, String from, String to) {
        this.job = job;
        this.from = from;
        this.to = to;
        copying = thread.submit(this::copy);
    }

    static RunningContender start(Job job, String from, String to) {
        return new RunningCopy(job, from, to);
    }

    private void copy() {
        try (var consumer = consumer();
                var producer = producer()) {
            producer.initTransactions();
            consumer.subscribe(List.of(from));
            while (!closed) {
                copyUntilCommit(consumer, producer);
            }
        }
    }

    private void copyUntilCommit(KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer) {
        long commitAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(job.commitMillis());
        producer.beginTransaction();
        while (!closed && System.nanoTime() - commitAt < 0) {
            var records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                producer.send(
                        new ProducerRecord<>(to, record.partition(), record.timestamp(), record.key(), record.value()));
            }
            next.putAll(records.nextOffsets());
            processed = processed + records.count();
        }
        producer.sendOffsetsToTransaction(next, consumer.groupMetadata());
        producer.commitTransaction();
        next.clear();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                ClientSettings.ofConsumer(job), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = ClientSettings.ofProducer(job);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, job.applicationId());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public long processed() {
        if (!closed && copying.isDone()) {
            Waiting.result(copying, "copying failed");
        }
        return processed;
    }

    /** The loop commits what it has copied before it ends. */
    @Override
    public void settle() {
        closed = true;
        Waiting.result(copying, "copying failed");
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdown();
    }
}
