// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.redis;

import dev.penstock.event.Durations;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Store;
import dev.penstock.store.app.RowStore;
import dev.penstock.store.app.StoreException;
import dev.penstock.store.app.StoreException.Kind;
import dev.penstock.store.app.StoreMeters;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The newest row of each entity and group in Redis or Valkey.
 *
 * <p>How far a partition has come is kept beside the rows, as a {@link Position}, and is written in one transaction with
 * them: WATCH the positions, read them and the windows of the rows that are there, MULTI, the rows, the new positions,
 * EXEC. A position that is another than this instance wrote last means that somebody else has written since, and then
 * nothing of the batch is. So each row is applied once and in the order of its partition, whoever applies it: a zombie
 * that still has rows in its hands can write them only as long as nobody else has.
 */
public final class RedisStore implements RowStore {

    private static final Logger LOG = LoggerFactory.getLogger(RedisStore.class);

    /** Of a transaction that was refused since a row was written by another instance meanwhile. */
    private static final int MOST_ATTEMPTS = 100;

    private final Store.Redis store;
    private final RedisConnection redis;
    private final StoreMeters meters;
    private final Map<String, RedisGroup> groups = new LinkedHashMap<>();
    private final Map<TopicPartition, Position> positions = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private Expiry expiry = Expiry.NONE;
    private boolean told;

    /** @param url where it is, which need not be where the pipeline file says */
    public RedisStore(Pipeline pipeline, Store.Redis store, URI url, StoreMeters meters) {
        this.store = store;
        this.redis = new RedisConnection(url);
        this.meters = meters;
        for (String name : store.groups()) {
            FeatureGroup group = pipeline.group(name);
            groups.put(group.to(), RedisGroup.of(group, store, meters));
        }
    }

    /** Whether there is a Redis that lets itself be asked. */
    public static boolean answers(URI url) {
        try (var redis = new RedisConnection(url)) {
            redis.ask(new CommandArguments(Command.PING));
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    /**
     * A row that waits to be written.
     *
     * @param time the end of its window
     */
    private record Pending(RedisGroup group, byte[] key, long time, List<CommandArguments> commands) {}

    @Override
    public Map<TopicPartition, Long> open(Map<TopicPartition, Uuid> partitions) {
        findExpiry();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        partitions.forEach((partition, topicId) -> {
            var position = new Position(positionKey(partition), topicId);
            byte[] found = (byte[]) redis.ask(new CommandArguments(Command.GET).key(position.key()));
            position.read(found).ifPresent(offset -> {
                offsets.put(partition, offset);
                committed.put(partition, offset);
            });
            positions.put(partition, position);
            probe(position);
        });
        return offsets;
    }

    /** Whether the server takes writes: nothing is changed, but the server that can't tells so. */
    private void probe(Position position) {
        redis.ask(new CommandArguments(Command.SET)
                .key(position.probeKey())
                .add("1")
                .add("PX")
                .add("1"));
    }

    private byte[] positionKey(TopicPartition partition) {
        return Position.key(store.project(), store.name(), partition);
    }

    private void findExpiry() {
        store.ttl().ifPresent(ttl -> {
            expiry = redis.knows(Command.HPEXPIRE) ? Expiry.ofFields(ttl) : Expiry.ofKeys(ttl);
            if (!told) {
                told = true;
                LOG.info("store '{}': {}", store.name(), expiry.words(store.layout(), redis.toString()));
            }
        });
    }

    @Override
    public void write(ConsumerRecords<byte[], byte[]> records) {
        long start = System.nanoTime();
        Map<TopicPartition, Position> next = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            next.put(
                    partition,
                    positions
                            .get(partition)
                            .at(records.nextOffsets().get(partition).offset()));
        }
        var folded = new Counts();
        List<Pending> rows = newest(records, folded);
        int attempt = 0;
        while (!writeOnce(rows, next)) {
            attempt++;
            if (attempt == MOST_ATTEMPTS) {
                throw new StoreException(
                        Kind.OTHER, "Redis at " + redis + ": other instances wrote the same rows again and again");
            }
        }
        next.forEach((partition, position) -> {
            positions.put(partition, position);
            committed.put(partition, position.offset());
        });
        folded.tell(meters);
        meters.batch(Duration.ofNanos(System.nanoTime() - start));
    }

    /** Of the rows of each entity and group the newest window's last. */
    private List<Pending> newest(ConsumerRecords<byte[], byte[]> records, Counts counts) {
        Map<RedisGroup, Map<ByteBuffer, Pending>> byKey = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            RedisGroup group = groups.get(partition.topic());
            Map<ByteBuffer, Pending> rows = byKey.computeIfAbsent(group, any -> new LinkedHashMap<>());
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                if (record.value() == null || !group.reader().read(record.value())) {
                    meters.unreadable(group.name());
                    continue;
                }
                group.commands()
                        .key(group.reader(), record.key())
                        .ifPresentOrElse(
                                key -> rows.merge(ByteBuffer.wrap(key), pending(group, key), (old, now) -> {
                                    boolean older = now.time < old.time;
                                    counts.older(group, older ? 1 : 0);
                                    counts.written(group, older ? 0 : 1);
                                    return older ? old : now;
                                }),
                                () -> meters.unreadable(group.name()));
            }
        }
        List<Pending> all = new ArrayList<>();
        byKey.values().forEach(rows -> all.addAll(rows.values()));
        return all;
    }

    private Pending pending(RedisGroup group, byte[] key) {
        return new Pending(
                group, key, group.reader().windowEnd(), group.commands().write(key, group.reader()));
    }

    /**
     * Tries to write rows.
     *
     * @return false if a row or a position was written by somebody else meanwhile
     */
    private boolean writeOnce(List<Pending> rows, Map<TopicPartition, Position> next) {
        var counts = new Counts();
        List<Pending> newer = withoutOlder(rows, next, counts);
        List<CommandArguments> transaction = new ArrayList<>();
        transaction.add(new CommandArguments(Command.MULTI));
        for (Pending row : newer) {
            transaction.addAll(row.commands);
            transaction.addAll(expiry.commands(row.key, row.group.commands().fields()));
        }
        next.values().forEach(position -> transaction.add(position.write()));
        transaction.add(new CommandArguments(Command.EXEC));
        List<Object> answers = redis.ask(transaction);
        for (Object answer : answers.subList(0, answers.size() - 1)) {
            if (answer instanceof JedisDataException refused) {
                // The transaction was refused with it, as a whole.
                throw redis.refusal(refused);
            }
        }
        Object executed = answers.get(answers.size() - 1);
        if (executed instanceof JedisDataException refused) {
            throw redis.refusal(refused);
        }
        if (executed == null) {
            return false;
        }
        for (Object answer : (List<?>) executed) {
            if (answer instanceof JedisDataException refused) {
                LOG.warn("store '{}': {}", store.name(), redis.refusal(refused).getMessage());
            }
        }
        newer.forEach(row -> counts.written(row.group, 1));
        counts.tell(meters);
        return true;
    }

    /** Those of the rows that are no older than what is there; watches what must not change until they are written. */
    private List<Pending> withoutOlder(List<Pending> rows, Map<TopicPartition, Position> next, Counts counts) {
        List<TopicPartition> partitions = List.copyOf(next.keySet());
        List<CommandArguments> questions = new ArrayList<>();
        var watch = new CommandArguments(Command.WATCH);
        var get = new CommandArguments(Command.MGET);
        for (TopicPartition partition : partitions) {
            watch.key(next.get(partition).key());
            get.key(next.get(partition).key());
        }
        rows.stream().filter(row -> row.group.isSpread()).forEach(row -> watch.key(row.key));
        questions.add(watch);
        questions.add(get);
        rows.forEach(row -> questions.add(row.group.commands().askTime(row.key)));
        List<Object> answers = redis.ask(questions);
        for (Object answer : answers.subList(0, 2)) {
            if (answer instanceof JedisDataException refused) {
                throw redis.refusal(refused);
            }
        }
        checkPositions(partitions, (List<?>) answers.get(1));
        List<Pending> newer = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Pending row = rows.get(i);
            Object there = answers.get(2 + i);
            if (there instanceof JedisDataException refused) {
                if (!String.valueOf(refused.getMessage()).startsWith("WRONGTYPE")) {
                    throw redis.refusal(refused);
                }
                LOG.warn(
                        "store '{}': a key of group '{}' holds something else than a row, and stays as it is: {}",
                        store.name(),
                        row.group.name(),
                        refused.getMessage());
                meters.unreadable(row.group.name());
            } else if (there == null || row.group.commands().time((byte[]) there) <= row.time) {
                newer.add(row);
            } else {
                counts.older(row.group, 1);
            }
        }
        return newer;
    }

    private void checkPositions(List<TopicPartition> partitions, List<?> found) {
        for (int i = 0; i < partitions.size(); i++) {
            if (!positions.get(partitions.get(i)).isAsWritten((byte[]) found.get(i))) {
                redis.close();
                throw new StoreException(
                        Kind.FENCED,
                        "another instance has written rows of " + partitions.get(i) + "; none was written twice");
            }
        }
    }

    @Override
    public void commitDue() {
        // All that was written is committed.
    }

    @Override
    public void release(Collection<TopicPartition> partitions) {
        // All that was written is committed.
    }

    @Override
    public void abandon(Collection<TopicPartition> partitions) {
        positions.keySet().removeAll(partitions);
        committed.keySet().removeAll(partitions);
    }

    @Override
    public Map<TopicPartition, Long> committed() {
        return Collections.unmodifiableMap(committed);
    }

    @Override
    public String describe() {
        return "Redis at " + redis + ", layout " + store.layout().name().toLowerCase(Locale.ROOT)
                + ", project " + store.project()
                + store.ttl().map(ttl -> ", for " + Durations.text(ttl)).orElse("");
    }

    @Override
    public void close() {
        redis.close();
    }
}
