// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import dev.penstock.event.pipeline.Store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes files smaller and faster to read that have grown by many small row groups.
 *
 * <p>Each file is replaced by one of the same name and rows, at once. Files are not put together, since nothing can put one in
 * the place of two at once: who lists files and then opens them would find rows twice, or not at all. The new files are
 * written first, without disturbing anybody. Then the partition is taken over for the moment in which they are moved, so
 * that its owner can't replace the same files meanwhile; what has changed since it was read stays as it is.
 */
public final class Compaction {

    private final Store.Parquet store;
    private final Path work;
    private int files;
    private long bytesBefore;
    private long bytesAfter;

    private Compaction(Store.Parquet store) {
        this.store = store;
        this.work = ParquetStore.staging(store).resolve("compact-" + UUID.randomUUID());
    }

    /** What was done. */
    public record Result(int files, long bytesBefore, long bytesAfter) {}

    /**
     * A file to be replaced.
     *
     * @param seen what it was when it was read
     */
    private record Replaced(String staged, Path file, List<Object> seen) {}

    /**
     * Compacts the files of dates before one.
     *
     * @throws IOException what has been replaced until then is whole
     */
    public static Result run(Store.Parquet store, LocalDate before) throws IOException {
        var compaction = new Compaction(store);
        Disk.createFolder(compaction.work);
        try {
            for (String group : store.groups()) {
                compaction.compact(ParquetStore.table(store, group), before);
            }
        } finally {
            Disk.delete(compaction.work);
        }
        return new Result(compaction.files, compaction.bytesBefore, compaction.bytesAfter);
    }

    private void compact(Table table, LocalDate before) throws IOException {
        Map<RowFile, List<Replaced>> prepared = new HashMap<>();
        for (Map.Entry<String, List<Path>> date :
                table.files().headMap(before.toString()).entrySet()) {
            for (Path file : date.getValue()) {
                prepare(date.getKey(), file, prepared);
            }
        }
        for (Map.Entry<RowFile, List<Replaced>> partition : prepared.entrySet()) {
            replace(Claim.take(ParquetStore.staging(store), partition.getKey(), table), partition.getValue());
        }
    }

    private void prepare(String date, Path file, Map<RowFile, List<Replaced>> prepared) throws IOException {
        List<Object> seen = seen(file);
        try (var reader = new RowFileReader(file)) {
            Optional<RowFile> partition = RowFile.of(reader.metadata());
            if (partition.isPresent() && isWorthwhile(reader)) {
                String staged = Table.staged(date, file.getFileName().toString());
                FileMerger.merge(reader, new DiskFile(work.resolve(staged)));
                prepared.computeIfAbsent(partition.get(), any -> new ArrayList<>())
                        .add(new Replaced(staged, file, seen));
            }
        }
    }

    /** Whether the row groups are at least twice as many as they need to be. */
    private static boolean isWorthwhile(RowFileReader reader) {
        long bytes = reader.rowGroups().stream()
                .mapToLong(rowGroup -> rowGroup.getCompressedSize())
                .sum();
        return reader.rowGroups().size() >= 2 * (bytes / FileMerger.ROW_GROUP + 1);
    }

    /** Tells a file from one that has taken its place. */
    private static List<Object> seen(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(attributes.size(), attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()));
    }

    private void replace(Claim claim, List<Replaced> prepared) throws IOException {
        Path open = claim.open();
        for (Replaced each : prepared) {
            if (Files.exists(each.file) && seen(each.file).equals(each.seen)) {
                files++;
                bytesBefore += Files.size(each.file);
                bytesAfter += Files.size(work.resolve(each.staged));
                Disk.move(work.resolve(each.staged), open.resolve(each.staged));
            }
        }
        claim.replace(open);
    }
}
