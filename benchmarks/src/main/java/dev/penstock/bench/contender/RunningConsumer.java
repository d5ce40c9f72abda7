// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.Waiting;
import dev.penstock.bench.truth.Tally;
import dev.penstock.bench.truth.TallyCounter;
import dev.penstock.producer.generator.Generator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Consumers that do nothing but read the app events, and may be decode them: what no application can outrun. They fetch
 * with the settings that Penstock has by default.
 */
final class RunningConsumer implements RunningContender {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Job job;
    private final int threads;
    private final LongAdder processed = new LongAdder();
    private final ExecutorService pool;
    private final List<Future<Tally>> tallies = new ArrayList<>();
    private volatile boolean closed;

    private RunningConsumer(Job job, int threads) {
        this.job = job;
        this.threads = threads;
        pool = Executors.newFixedThreadPool(threads);
    }

    /** @param decoder makes what a thread does with each value */
    static RunningConsumer start(Job job, int threads, Function<TallyCounter, Consumer<byte[]>> decoder) {
        var run = new RunningConsumer(job, threads);
        IntStream.range(0, threads)
                .forEach(thread -> run.tallies.add(run.pool.submit(() -> run.consume(thread, decoder))));
        return run;
    }

    private Tally consume(int thread, Function<TallyCounter, Consumer<byte[]>> decoder) {
        var counter = new TallyCounter();
        Consumer<byte[]> sink = decoder.apply(counter);
        try (var consumer = open()) {
            consumer.assign(consumer.partitionsFor(Generator.APP_TOPIC).stream()
                    .filter(partition -> partition.partition() % threads == thread)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            while (!closed) {
                var records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    sink.accept(record.value());
                }
                processed.add(records.count());
            }
        }
        return counter.tally();
    }

    private KafkaConsumer<byte[], byte[]> open() {
        return new KafkaConsumer<>(
                ClientSettings.ofConsumer(job), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public long processed() {
        if (!closed) {
            tallies.stream().filter(Future::isDone).forEach(RunningConsumer::result);
        }
        return processed.sum();
    }

    @Override
    public void settle() {
        closed = true;
        tallies.forEach(RunningConsumer::result);
    }

    @Override
    public Tally tally() {
        return tallies.stream().map(RunningConsumer::result).reduce(Tally.NONE, Tally::plus);
    }

    @Override
    public void close() {
        closed = true;
        pool.shutdown();
    }

    private static Tally result(Future<Tally> tally) {
        return Waiting.result(tally, "a consumer failed");
    }
}
