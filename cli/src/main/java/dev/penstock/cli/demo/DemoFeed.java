// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.demo.state.Outputs;
import dev.penstock.cli.support.Causes;
import dev.penstock.cli.support.CommandException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads what the pipeline writes, committed records only, on a thread of its own. */
final class DemoFeed implements AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final byte[] NOTHING = {};

    private final Outputs outputs;
    private final Consumer<byte[], byte[]> consumer;
    private final Thread thread = new Thread(this::run, "demo-feed");
    private final CompletableFuture<CommandException> failure = new CompletableFuture<>();

    /** @param outputs their topics have to exist */
    DemoFeed(Outputs outputs, String servers) {
        this.outputs = outputs;
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "penstock-demo",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        "5000",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try (consumer) {
            consumer.assign(partitions());
            while (true) {
                for (ConsumerRecord<byte[], byte[]> row : consumer.poll(POLL)) {
                    outputs.add(row.topic(), orNothing(row.key()), orNothing(row.value()), System.nanoTime());
                }
            }
        } catch (WakeupException closing) {
            return;
        } catch (KafkaException e) {
            failure.complete(new CommandException("the pipeline's output can't be read: " + Causes.line(e), e));
        }
    }

    private List<TopicPartition> partitions() {
        return outputs.topics().stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    /** Somebody else may have written to the topic, too. */
    private static byte[] orNothing(byte[] bytes) {
        return bytes == null ? NOTHING : bytes;
    }

    /** Completes with what happened if it can't go on. */
    CompletionStage<CommandException> failure() {
        return failure.minimalCompletionStage();
    }

    @Override
    public void close() {
        consumer.wakeup();
        DemoProducer.join(thread, CLOSE_WITHIN);
    }
}
