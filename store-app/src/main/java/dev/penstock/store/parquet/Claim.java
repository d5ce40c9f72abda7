// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The right to add rows of one partition to its table, which the last who took it has.
 *
 * <p>It is a folder, {@code owner-7}, of which a partition has one. Whoever takes the partition over gives it the name
 * {@code owner-8}. All that an owner does begins at a path through its folder, so from then on nothing that the owner before
 * does finds its files: it can neither commit nor move anything into the table.
 *
 * <p>In the folder are:
 *
 * <ul>
 *   <li>{@code open-…}: a folder of files that are being written, for the rows from the last committed one on;
 *   <li>{@code rows-NEXT-TAG}: what {@code open-…} is called from the moment on at which its rows are committed, those up to
 *       the offset NEXT of the topic TAG. This one rename commits all files, of whatever dates, and the offset. Then each is
 *       moved to its place in the table, by whoever has the folder. The newest of these folders stays when it is empty,
 *       since it says where to go on.
 * </ul>
 *
 * <p>Why there is neither gap nor double: a crash before the rename leaves an open folder, which is thrown away, and an offset at
 * which all of its rows are read again; a crash behind it leaves files that the next owner moves, each once since a move takes
 * the file away, and an offset behind them. A move that the kernel had begun for an old owner when the folder got its new
 * name still succeeds if its file is there; so the new owner moves all committed files itself, and takes open folders their
 * name, before it looks at the table or the offset. After that no such move finds anything.
 */
final class Claim {

    private static final Logger LOG = LoggerFactory.getLogger(Claim.class);
    private static final String OWNER = "owner-";
    private static final String OPEN = "open-";
    private static final String ROWS = "rows-";
    private static final String DEAD = "dead-";

    private final Path owner;
    private final RowFile names;
    private final Table table;
    private long next = -1;

    private Claim(Path owner, RowFile names, Table table) {
        this.owner = owner;
        this.names = names;
        this.table = table;
    }

    /**
     * Takes a partition over.
     *
     * @param staging folder on the same disk as the table, which exists
     */
    static Claim take(Path staging, RowFile names, Table table) throws IOException {
        Path partition = staging.resolve(names.partition().toString());
        while (true) {
            List<Path> owners = Disk.list(partition).stream()
                    .filter(path -> path.getFileName().toString().startsWith(OWNER))
                    .toList();
            Path mine = partition.resolve(OWNER + (owners.isEmpty() ? 1 : number(owners.get(0)) + 1));
            if (owners.isEmpty() ? create(staging, partition, mine) : rename(owners.get(0), mine)) {
                Disk.sync(partition);
                var claim = new Claim(mine, names, table);
                claim.settle();
                if (claim.next < 0) {
                    // The folder is new. If there are files, somebody has removed the one before.
                    claim.next = table.next(names).orElse(-1);
                }
                return claim;
            }
        }
    }

    private static long number(Path owner) {
        return Long.parseLong(owner.getFileName().toString().substring(OWNER.length()));
    }

    /** Makes the folder of a partition, with one owner in it from the first moment on; false if somebody else has. */
    private static boolean create(Path staging, Path partition, Path mine) throws IOException {
        Path made = staging.resolve("new-" + UUID.randomUUID());
        Files.createDirectories(made.resolve(mine.getFileName()));
        try {
            // Onto a folder that holds anything this fails.
            Disk.move(made, partition);
            Disk.sync(staging);
            return true;
        } catch (FileSystemException taken) {
            Disk.delete(made);
            if (!Files.isDirectory(partition)) {
                throw taken;
            }
            return false;
        }
    }

    private static boolean rename(Path from, Path to) throws IOException {
        try {
            Disk.move(from, to);
            return true;
        } catch (NoSuchFileException somebodyElseDid) {
            return false;
        }
    }

    /** Ends what owners before have begun, and finds out where to go on. */
    private void settle() throws IOException {
        boolean unsettled = true;
        while (unsettled) {
            unsettled = false;
            for (Path folder : Disk.list(owner)) {
                String name = folder.getFileName().toString();
                if (name.startsWith(ROWS)) {
                    publish(folder);
                    next = Math.max(next, nextOf(name));
                } else if (name.startsWith(OPEN)) {
                    unsettled = true;
                    rename(folder, owner.resolve(DEAD + UUID.randomUUID()));
                }
            }
        }
        tidy(name -> nextOf(name) >= 0 && nextOf(name) < next);
    }

    /** -1 if the rows are of a topic of the same name that was deleted. */
    private long nextOf(String rows) {
        String[] parts = rows.split("-");
        return parts[2].equals(names.tag()) ? Long.parseLong(parts[1]) : -1;
    }

    /** Removes what is of no use any more: the offsets that {@code past} says yes to, and what was thrown away. */
    private void tidy(Predicate<String> past) {
        try {
            for (Path folder : Disk.list(owner)) {
                String name = folder.getFileName().toString();
                if (name.startsWith(ROWS) ? past.test(name) : !name.startsWith(OPEN)) {
                    Disk.delete(folder);
                }
            }
        } catch (IOException later) {
            LOG.debug("{} could not be tidied", owner, later);
        }
    }

    /** The offset behind the rows that are committed; empty if none are. */
    OptionalLong next() {
        return next < 0 ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /** A new folder for files, as {@link Table#staged} calls them, that belong together. */
    Path open() throws IOException {
        return Files.createDirectory(owner.resolve(OPEN + UUID.randomUUID()));
    }

    /**
     * Commits the files of an open folder, which hold all rows from {@link #next} on up to another offset, and moves them into
     * the table.
     */
    void commit(Path open, long behind) throws IOException {
        Path rows = owner.resolve(ROWS + behind + "-" + names.tag());
        Disk.sync(open);
        Disk.move(open, rows);
        next = behind;
        Disk.sync(owner);
        publish(rows);
        tidy(name -> nextOf(name) < next);
    }

    /** Puts the files of an open folder in the place of those that hold the same rows. */
    void replace(Path open) throws IOException {
        Disk.sync(open);
        publish(open);
        Disk.delete(open);
    }

    private void publish(Path rows) throws IOException {
        for (Path file : Disk.list(rows)) {
            Path place = table.place(file.getFileName().toString());
            Disk.createFolder(place.getParent());
            if (rename(file, place)) {
                Disk.sync(place.getParent());
            }
        }
    }

    /** Whether somebody else has taken the partition over. */
    boolean isLost() {
        return !Files.isDirectory(owner);
    }
}
