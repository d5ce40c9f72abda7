// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import dev.penstock.store.app.StoreMeters;
import dev.penstock.store.row.RowReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rows of one partition that are gathered, in a file for each date, until they are committed together. */
final class RowBatch {

    private static final Logger LOG = LoggerFactory.getLogger(RowBatch.class);
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Row groups at which a file gets no more: each makes the footer longer, and the footers before it stay. */
    private static final int MOST_ROW_GROUPS = 32;

    private final RowFile names;
    private final Claim claim;
    private final Table table;
    private final String group;
    private final MessageType schema;
    private final StoreMeters meters;
    private final Path open;
    private final long first;
    private final long begun = System.nanoTime();

    /** By days since 1970. */
    private final Map<Long, Part> parts = new TreeMap<>();

    private long next;
    private long rows;

    /** @param first offset */
    RowBatch(RowFile names, Claim claim, Table table, String group, MessageType schema, StoreMeters meters, long first)
            throws IOException {
        this.names = names;
        this.claim = claim;
        this.table = table;
        this.group = group;
        this.schema = schema;
        this.meters = meters;
        this.first = first;
        this.next = first;
        this.open = claim.open();
    }

    private record Part(DiskFile file, ParquetWriter<ConsumerRecord<byte[], byte[]>> writer) {}

    /**
     * Adds the row that the reader has taken.
     *
     * @param rowGroup how many bytes of a file are gathered in memory
     */
    void add(RowReader reader, ConsumerRecord<byte[], byte[]> row, long rowGroup) throws IOException {
        long day = Math.floorDiv(reader.windowStart(), DAY);
        Part part = parts.get(day);
        if (part == null) {
            var file = new DiskFile(open.resolve("part-" + day));
            part = new Part(
                    file,
                    RowFiles.writer(file, new RowWriteSupport(group, schema, reader, meters, Map.of()), rowGroup));
            parts.put(day, part);
        }
        part.writer.write(row);
        rows++;
    }

    /** Says up to where rows were read, whether they were any or not. */
    void reached(long offset) {
        next = offset;
    }

    long next() {
        return next;
    }

    long rows() {
        return rows;
    }

    int files() {
        return parts.size();
    }

    /** About how many bytes its files will have. */
    long bytes() {
        return parts.values().stream()
                .mapToLong(part -> part.writer.getDataSize())
                .sum();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** @param most bytes that a file has, up to which the last one of a date is extended */
    void commit(long most) throws IOException {
        for (Map.Entry<Long, Part> entry : parts.entrySet()) {
            Part part = entry.getValue();
            part.writer.close();
            complete(date(entry.getKey()), part.file.path(), most);
        }
        claim.commit(open, next);
    }

    private static String date(long day) {
        return Instant.ofEpochMilli(day * DAY)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }

    /** Makes a whole file of the last one of the date and the rows that come behind those. */
    private void complete(String date, Path part, long most) throws IOException {
        String name = names.name(first);
        String from = String.valueOf(first);
        Optional<Path> last = table.last(date, names);
        if (last.isPresent()) {
            try (var reader = new RowFileReader(last.get())) {
                if (Files.size(last.get()) + Files.size(part) <= most
                        && reader.rowGroups().size() < MOST_ROW_GROUPS
                        && reader.schema().equals(schema)) {
                    name = last.get().getFileName().toString();
                    from = reader.metadata().get(RowFile.FIRST);
                } else {
                    last = Optional.empty();
                }
            }
        }
        GrowingFile.write(
                last, part, new DiskFile(open.resolve(Table.staged(date, name))), names.metadata(group, from, next));
        Files.delete(part);
    }

    /** Forgets the rows. */
    void drop() {
        try {
            for (Part part : parts.values()) {
                part.file.close();
            }
            Disk.delete(open);
        } catch (IOException whoTakesThePartitionOverDoes) {
            LOG.debug("{} could not be removed", open, whoTakesThePartitionOverDoes);
        }
    }
}
