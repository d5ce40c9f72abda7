// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.app;

import dev.penstock.cli.support.Causes;
import dev.penstock.cli.support.CommandException;
import dev.penstock.streams.client.KafkaAdmin;
import dev.penstock.streams.client.KafkaFailure;
import dev.penstock.streams.client.KafkaSettings;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An instance that writes rows to stores. Safe for use by several threads. */
public final class StoreApp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreApp.class);

    /** How long an instance may take to commit what it has gathered. */
    public static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private static final Map<String, String> NEEDED = Map.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            "false",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            "false");

    /** Where neither the options nor the environment say otherwise. */
    private static final Map<String, String> DEFAULTS = Map.of(
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            "1000",
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            CooperativeStickyAssignor.class.getName());

    /**
     * A store and what it takes.
     *
     * @param topics of its groups
     */
    public record Target(String name, List<String> topics, RowStore store, StoreMeters meters) {}

    private final KafkaAdmin admin;
    private final Map<Target, StoreWorker> workers = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CompletableFuture<CommandException> failure = new CompletableFuture<>();

    /**
     * Begins to write.
     *
     * @param application in front of the names of the consumer groups, one for each store
     * @throws KafkaFailure if the settings are no client's
     */
    public StoreApp(String application, KafkaSettings settings, List<Target> targets) {
        this.admin = new KafkaAdmin(settings);
        try {
            for (Target target : targets) {
                workers.put(
                        target,
                        new StoreWorker(
                                target.name(),
                                target.topics(),
                                consumer(settings, group(application, target.name())),
                                target.store(),
                                target.meters(),
                                admin::topicIds));
            }
        } catch (KafkaException e) {
            admin.close();
            throw KafkaFailure.of(settings, e);
        }
        workers.forEach((target, worker) -> {
            LOG.info(
                    "store '{}': rows of {} go to {}",
                    target.name(),
                    String.join(", ", target.topics()),
                    target.store().describe());
            var thread = new Thread(() -> run(target, worker, settings), "penstock-store-" + target.name());
            threads.add(thread);
            thread.start();
        });
    }

    /** The consumer group that reads the rows of a store. */
    public static String group(String application, String store) {
        return application + "-store-" + store;
    }

    private static Consumer<byte[], byte[]> consumer(KafkaSettings settings, String group) {
        Map<String, String> needed = new HashMap<>(NEEDED);
        needed.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        Map<String, Object> all = settings.client(needed);
        DEFAULTS.forEach(all::putIfAbsent);
        if ("consumer".equalsIgnoreCase(String.valueOf(all.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG)))) {
            all.remove(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
        }
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void run(Target target, StoreWorker worker, KafkaSettings settings) {
        try {
            worker.run();
        } catch (CommandException e) {
            failure.complete(e);
        } catch (KafkaException e) {
            failure.complete(KafkaFailure.of(settings, e));
        } catch (RuntimeException e) {
            LOG.error("store '{}' failed", target.name(), e);
            failure.complete(new CommandException("store '" + target.name() + "' failed: " + Causes.line(e), e));
        }
    }

    /** Why the instance can't go on, as soon as it can't. */
    public CompletionStage<CommandException> failure() {
        return failure;
    }

    /** By store, in the order of the file. */
    public Map<String, StoreProgress> progress() {
        Map<String, StoreProgress> all = new LinkedHashMap<>();
        workers.keySet()
                .forEach(target -> all.put(target.name(), target.meters().progress()));
        return all;
    }

    /**
     * Commits what was gathered, and ends.
     *
     * @return whether all of it ended in time
     */
    public boolean stop(Duration within) {
        workers.values().forEach(StoreWorker::stop);
        long until = System.nanoTime() + within.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(
                        Math.max(1, Duration.ofNanos(until - System.nanoTime()).toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }

    @Override
    public void close() {
        stop(STOP_WITHIN);
        admin.close();
    }
}
