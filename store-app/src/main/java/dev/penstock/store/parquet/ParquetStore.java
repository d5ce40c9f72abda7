// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import dev.penstock.event.Durations;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Store;
import dev.penstock.store.app.RowStore;
import dev.penstock.store.app.StoreException;
import dev.penstock.store.app.StoreException.Kind;
import dev.penstock.store.app.StoreMeters;
import dev.penstock.store.row.RowField;
import dev.penstock.store.row.RowReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.parquet.schema.MessageType;

import java.io.IOException;
import java.nio.file.Path;
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
 * All rows in Parquet files, each once.
 *
 * <p>Rows of a partition are gathered until they are old or many enough, and are then committed as {@link Claim} says. The last
 * file of a partition and date is replaced by one that begins with the same rows, as long as it is small. So at any moment the
 * files that are there hold each committed row once, whoever lists and opens them: nothing ever stands in two.
 */
public final class ParquetStore implements RowStore {

    /** Bytes at which a file gets no more rows. */
    static final long FILE_SIZE = 64 << 20;

    /** What all files that are being written may have in memory together, unless they are many. */
    private static final long MEMORY = 64 << 20;

    private static final long LEAST_ROW_GROUP = 1 << 20;
    private static final long MOST_ROW_GROUP = 16 << 20;
    private static final int MOST_FILES = 64;
    private static final String STAGING = "_staging";

    private final Store.Parquet store;
    private final StoreMeters meters;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<TopicPartition, Owned> owned = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();

    /** After the disk was full: how much room there has to be before it is tried again. */
    private long roomNeeded;

    public ParquetStore(Pipeline pipeline, Store.Parquet store, StoreMeters meters) {
        this.store = store;
        this.meters = meters;
        for (String name : store.groups()) {
            FeatureGroup group = pipeline.group(name);
            List<RowField> fields = RowField.of(group, store);
            groups.put(
                    group.to(), new Group(name, new RowReader(fields), RowSchema.of(name, fields), table(store, name)));
        }
    }

    private record Group(String name, RowReader reader, MessageType schema, Table table) {}

    /** Where the files of a group are. */
    static Table table(Store.Parquet store, String group) {
        return new Table(store.folder().resolve(group));
    }

    /** Where files are that are not in a table yet: beside the tables, since readers look into all that is in one. */
    static Path staging(Store.Parquet store) {
        return store.folder().resolve(STAGING);
    }

    /** A partition that this writes. */
    private static final class Owned {

        private final RowFile names;
        private final Claim claim;
        private RowBatch batch; // null while nothing is gathered

        private Owned(RowFile names, Claim claim) {
            this.names = names;
            this.claim = claim;
        }
    }

    @FunctionalInterface
    private interface Action {

        void run() throws IOException;
    }

    @Override
    public Map<TopicPartition, Long> open(Map<TopicPartition, Uuid> partitions) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        attempt(() -> {
            Disk.createFolder(staging(store));
            checkRoom();
            for (Map.Entry<TopicPartition, Uuid> partition : partitions.entrySet()) {
                forget(List.of(partition.getKey()));
                var names = new RowFile(partition.getKey(), partition.getValue());
                Table table = groups.get(partition.getKey().topic()).table;
                var mine = new Owned(names, Claim.take(staging(store), names, table));
                owned.put(partition.getKey(), mine);
                mine.claim.next().ifPresent(next -> offsets.put(partition.getKey(), next));
            }
        });
        committed.putAll(offsets);
        return offsets;
    }

    private void checkRoom() throws IOException {
        long room = Disk.room(store.folder());
        if (room < roomNeeded) {
            throw new StoreException(
                    Kind.FULL,
                    String.format(
                            Locale.ROOT,
                            "%s: no space left: %,d kB, and %,d kB are needed",
                            store.folder(),
                            room >> 10,
                            roomNeeded >> 10));
        }
    }

    @Override
    public void write(ConsumerRecords<byte[], byte[]> records) {
        attempt(() -> {
            for (TopicPartition partition : records.partitions()) {
                gather(
                        owned.get(partition),
                        groups.get(partition.topic()),
                        records.records(partition),
                        records.nextOffsets().get(partition).offset());
            }
        });
    }

    private void gather(Owned mine, Group group, List<ConsumerRecord<byte[], byte[]>> records, long next)
            throws IOException {
        long rowGroup = Math.max(LEAST_ROW_GROUP, Math.min(MOST_ROW_GROUP, MEMORY / owned.size()));
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (mine.batch == null) {
                mine.batch = new RowBatch(
                        mine.names, mine.claim, group.table, group.name, group.schema, meters, record.offset());
            }
            if (record.value() != null && group.reader.read(record.value())) {
                mine.batch.add(group.reader, record, rowGroup);
            } else {
                meters.unreadable(group.name);
            }
            mine.batch.reached(record.offset() + 1);
            if (mine.batch.files() > MOST_FILES) {
                commit(mine, group);
            }
        }
        if (mine.batch != null) {
            // Behind the last row there may be the markers of transactions.
            mine.batch.reached(next);
            if (mine.batch.bytes() >= FILE_SIZE) {
                commit(mine, group);
            }
        }
    }

    private void commit(Owned mine, Group group) throws IOException {
        long start = System.nanoTime();
        RowBatch batch = mine.batch;
        batch.commit(FILE_SIZE);
        mine.batch = null;
        roomNeeded = 0;
        committed.put(mine.names.partition(), batch.next());
        meters.written(group.name, batch.rows());
        meters.batch(Duration.ofNanos(System.nanoTime() - start));
    }

    @Override
    public void commitDue() {
        List<TopicPartition> due = new ArrayList<>();
        owned.forEach((partition, mine) -> {
            if (mine.batch != null && mine.batch.age().compareTo(store.roll()) >= 0) {
                due.add(partition);
            }
        });
        release(due);
    }

    @Override
    public void release(Collection<TopicPartition> partitions) {
        attempt(() -> {
            for (TopicPartition partition : partitions) {
                Owned mine = owned.get(partition);
                if (mine != null && mine.batch != null) {
                    commit(mine, groups.get(partition.topic()));
                }
            }
        });
    }

    private void attempt(Action action) {
        try {
            action.run();
        } catch (IOException e) {
            throw failure(e);
        } catch (StoreException e) {
            forget(List.copyOf(owned.keySet()));
            throw e;
        } catch (RuntimeException e) {
            throw failure(hidden(e));
        }
    }

    /** Parquet hides what fails in its own exceptions. */
    private static IOException hidden(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException found) {
                return found;
            }
        }
        throw e;
    }

    private StoreException failure(IOException why) {
        List<TopicPartition> lost = owned.entrySet().stream()
                .filter(mine -> mine.getValue().claim.isLost())
                .map(Map.Entry::getKey)
                .toList();
        StoreException failure = lost.isEmpty()
                ? Disk.failure(store.folder(), why)
                : new StoreException(
                        Kind.FENCED, "another instance has taken " + lost + " over; no row is in the files twice", why);
        forget(List.copyOf(owned.keySet()));
        if (failure.kind() == Kind.FULL) {
            needRoom();
        }
        return failure;
    }

    /** What was gathered has just been removed, and would fill the disk again. */
    private void needRoom() {
        try {
            roomNeeded = Disk.room(store.folder()) + Disk.LEAST_ROOM;
        } catch (IOException unknown) {
            roomNeeded = 0;
        }
    }

    @Override
    public void abandon(Collection<TopicPartition> partitions) {
        forget(partitions);
        committed.keySet().removeAll(partitions);
    }

    /** What was gathered, not how far they were. */
    private void forget(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Owned mine = owned.remove(partition);
            if (mine != null && mine.batch != null) {
                mine.batch.drop();
            }
        }
    }

    @Override
    public Map<TopicPartition, Long> committed() {
        return Collections.unmodifiableMap(committed);
    }

    @Override
    public String describe() {
        return "Parquet files in " + store.folder() + ", after " + Durations.text(store.roll()) + " at most";
    }

    @Override
    public void close() {
        forget(List.copyOf(owned.keySet()));
    }
}
