// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.protect;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keys in a file, as Tink writes them in JSON. Read when they are first needed, and again after the file has changed, so
 * that a new key is known without a restart. Two are equal if they name the same file. Safe for use by many threads.
 */
public final class KeysetFile {

    /** How often it is looked whether the file has changed. */
    private static final long LOOK_NANOS = Duration.ofSeconds(10).toNanos();

    /** The same where a key is missing. */
    private static final long MISSING_LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Set<StandardOpenOption> NEW =
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final String name;
    private final Path path;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Read last;

    /**
     * The keys as they were read last.
     *
     * @param at when it was looked last, by {@link System#nanoTime}
     */
    private record Read(Keyset keyset, FileTime changed, long at) {}

    /**
     * @param name as a user wrote it
     * @param path where it is
     */
    public KeysetFile(String name, Path path) {
        this.name = name;
        this.path = path;
    }

    public KeysetFile(Path path) {
        this(path.toString(), path);
    }

    /**
     * Makes the file, with one key in it.
     *
     * @throws KeysetException if it can't be written, or is there already
     */
    public static void create(Path path, KeyKind kind) {
        try {
            write(path, json(KeysetHandle.generateNew(kind.created(), Keyset.CONFIGURATION)));
        } catch (FileAlreadyExistsException e) {
            throw new KeysetException(path + ": is there already; keys that are gone can't be made again", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new KeysetException(path + ": cannot be written: " + what(e), e);
        }
    }

    /**
     * Adds a key.
     *
     * @param standby whether it only reads for now; the next one that isn't makes it the primary key, instead of adding one
     * @throws KeysetException if the file can't be read or written
     */
    public void rotate(boolean standby) {
        Keyset keyset = read();
        try {
            KeysetHandle.Builder keys = KeysetHandle.newBuilder(keyset.keys());
            KeysetHandle.Builder.Entry newest = keys.getAt(keys.size() - 1);
            boolean waits = !newest.isPrimary() && newest.getStatus() == KeyStatus.ENABLED;
            if (standby || !waits) {
                newest = KeysetHandle.generateEntryFromParameters(keyset.kind().created())
                        .withRandomId();
                keys.addEntry(newest);
            }
            if (!standby) {
                newest.makePrimary();
            }
            Path beside = path.resolveSibling(path.getFileName() + ".new");
            Files.deleteIfExists(beside);
            write(beside, json(keys.build()));
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | GeneralSecurityException e) {
            throw new KeysetException(name + ": cannot be written: " + what(e), e);
        }
    }

    private static String json(KeysetHandle keys) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keys, Keyset.CONFIGURATION, InsecureSecretKeyAccess.get());
    }

    /** For nobody but its owner. */
    private static void write(Path path, String json) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = posix ? Files.newByteChannel(path, NEW, owner) : Files.newByteChannel(path, NEW)) {
            channel.write(StandardCharsets.UTF_8.encode(json + "\n"));
        }
    }

    /**
     * The keys as they are now, more or less.
     *
     * @throws KeysetException if they could never be read
     */
    public Keyset keyset() {
        return keyset(LOOK_NANOS);
    }

    /** The keys for something that names one of them, which may have been added a moment ago. */
    Keyset keysetFor(byte[] encrypted) {
        Keyset known = keyset();
        return known.hasKeyOf(encrypted) ? known : keyset(MISSING_LOOK_NANOS);
    }

    private Keyset keyset(long lookNanos) {
        Read known = last;
        if (known != null && System.nanoTime() - known.at < lookNanos) {
            return known.keyset;
        }
        reading.lock();
        try {
            if (last == known) {
                last = known == null ? readNow() : readAgain(known);
            }
            return last.keyset;
        } finally {
            reading.unlock();
        }
    }

    /** What can't be read now was right before. */
    private Read readAgain(Read known) {
        try {
            FileTime changed = Files.getLastModifiedTime(path);
            return changed.equals(known.changed) ? new Read(known.keyset, changed, System.nanoTime()) : readNow();
        } catch (IOException | KeysetException e) {
            return new Read(known.keyset, known.changed, System.nanoTime());
        }
    }

    private Read readNow() {
        try {
            FileTime changed = Files.getLastModifiedTime(path);
            return new Read(read(), changed, System.nanoTime());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Keyset read() {
        try {
            String json = Files.readString(path, StandardCharsets.UTF_8);
            return new Keyset(
                    TinkJsonProtoKeysetFormat.parseKeyset(json, Keyset.CONFIGURATION, InsecureSecretKeyAccess.get()));
        } catch (IOException e) {
            throw unreadable(e);
        } catch (GeneralSecurityException | RuntimeException e) {
            // What a parser says may hold a part of the keys.
            throw new KeysetException("keyset " + name
                    + ": is no keyset of Tink in JSON, with keys of one kind for AEAD," + " deterministic AEAD or PRF");
        }
    }

    private KeysetException unreadable(IOException e) {
        return new KeysetException("keyset " + name + ": " + what(e), e);
    }

    private static String what(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof AccessDeniedException ? "permission is denied" : e.getMessage();
    }

    /** As the user wrote it. */
    @Override
    public String toString() {
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeysetFile file && file.name.equals(name) && file.path.equals(path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }
}
