// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second broker, of this process or of another, out of a folder.
 *
 * <p>Kafka has a lock of its own, the file {@code .lock}, but in a node that is broker and controller it takes it only
 * after the controller has begun to write. Hence this one, taken first and held longer.
 */
final class FolderLock implements AutoCloseable {

    static final String FILE = "penstock.lock";
    static final String KAFKA_FILE = ".lock";

    /**
     * Folders that this process holds. A file must not even be opened twice by one process: where locks are POSIX
     * locks, closing either channel gives up the lock of both.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * @throws LocalKafkaException if another broker holds the folder
     * @throws IOException if the lock's file cannot be written
     */
    static FolderLock acquire(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD_HERE.add(real)) {
            throw inUse(folder, "a broker of this process");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(real.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw inUse(folder, "the broker of another process");
            }
            refuseRunningKafka(real);
            return new FolderLock(real, channel);
        } catch (IOException | LocalKafkaException e) {
            HELD_HERE.remove(real);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(folder);
        }
    }

    /** A Kafka that someone started on this folder without Penstock knows Kafka's own lock only. */
    private static void refuseRunningKafka(Path folder) throws IOException {
        Path file = folder.resolve(KAFKA_FILE);
        if (!Files.exists(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                throw inUse(folder, "the Kafka of another process");
            }
        }
    }

    private static LocalKafkaException inUse(Path folder, String holder) {
        return new LocalKafkaException(String.format(Locale.ROOT, "folder %s is in use by %s", folder, holder));
    }
}
