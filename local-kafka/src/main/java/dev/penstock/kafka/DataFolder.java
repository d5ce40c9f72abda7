// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.properties.MetaProperties;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.PropertiesUtils;
import org.apache.kafka.metadata.storage.Formatter;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder that a node keeps its topics and metadata in: checked, locked and formatted. */
final class DataFolder implements AutoCloseable {

    static final int NODE_ID = 1;

    /** What the id of a cluster begins with that Penstock formatted a folder for without being given an id. */
    static final String CLUSTER_ID_PREFIX = "penstock-";

    /** The cluster id to ask for when any cluster of Penstock's will do. */
    static final String ANY_CLUSTER = "";

    private final Path path;
    private final FolderLock lock;
    private final boolean temporary;

    private DataFolder(Path path, FolderLock lock, boolean temporary) {
        this.path = path;
        this.lock = lock;
        this.temporary = temporary;
    }

    /** The folder is made if missing, and formatted if nothing is in it yet. */
    static DataFolder open(Path path, String clusterId) {
        return open(path.toAbsolutePath().normalize(), clusterId, false);
    }

    /** A new folder among the system's temporary ones, gone after {@link #close()}. */
    static DataFolder openTemporary(String clusterId) {
        Path path;
        try {
            path = Files.createTempDirectory("penstock-kafka-");
        } catch (IOException e) {
            throw new LocalKafkaException("no temporary folder can be made: " + reason(e), e);
        }
        return open(path, clusterId, true);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.close();
            if (temporary) {
                Utils.delete(path.toFile());
            }
        } catch (IOException e) {
            throw new LocalKafkaException(
                    String.format(Locale.ROOT, "folder %s cannot be given up: %s", path, reason(e)), e);
        }
    }

    private static DataFolder open(Path path, String clusterId, boolean temporary) {
        try {
            Files.createDirectories(path);
            if (!Files.isWritable(path)) {
                throw new AccessDeniedException(path.toString());
            }
            // Before the lock, which leaves a file behind, so that nothing is written to a folder that isn't ours.
            refuseForeign(path, clusterId);
            DataFolder folder = new DataFolder(path, FolderLock.acquire(path), temporary);
            if (!Files.exists(metaProperties(path))) {
                folder.format(clusterId);
            }
            return folder;
        } catch (IOException e) {
            throw new LocalKafkaException(
                    String.format(Locale.ROOT, "folder %s cannot be used: %s", path, reason(e)), e);
        }
    }

    private static void refuseForeign(Path path, String clusterId) throws IOException {
        Path file = metaProperties(path);
        if (!Files.exists(file)) {
            refuseOtherContent(path);
            return;
        }
        MetaProperties found = read(file);
        String foundCluster = found.clusterId().orElse("without an id");
        boolean expected = clusterId.equals(ANY_CLUSTER)
                ? foundCluster.startsWith(CLUSTER_ID_PREFIX)
                : foundCluster.equals(clusterId);
        if (!expected) {
            throw new LocalKafkaException(String.format(
                    Locale.ROOT,
                    "folder %s belongs to Kafka cluster %s, expected %s",
                    path,
                    foundCluster,
                    clusterId.equals(ANY_CLUSTER) ? "a cluster made by Penstock" : "cluster " + clusterId));
        }
        int foundNode = found.nodeId().orElse(-1);
        if (foundNode != NODE_ID) {
            throw new LocalKafkaException(String.format(
                    Locale.ROOT,
                    "folder %s belongs to node %d of Kafka cluster %s, expected node %d",
                    path,
                    foundNode,
                    foundCluster,
                    NODE_ID));
        }
    }

    /** A folder that holds something else, a home folder say, is named by mistake. */
    private static void refuseOtherContent(Path path) throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !isLeftover(name))
                    .sorted()
                    .findFirst()
                    .ifPresent(name -> {
                        throw new LocalKafkaException(String.format(
                                Locale.ROOT,
                                "folder %s holds no Kafka data but %s, expected an empty folder or one that Penstock made",
                                path,
                                name));
                    });
        }
    }

    /** What a start that was cut short while formatting leaves behind, and what a fresh file system holds. */
    private static boolean isLeftover(String name) {
        return name.equals(FolderLock.FILE)
                || name.equals(FolderLock.KAFKA_FILE)
                || name.equals("lost+found")
                || name.startsWith("bootstrap.checkpoint")
                || name.startsWith(MetaPropertiesEnsemble.META_PROPERTIES_NAME);
    }

    private static MetaProperties read(Path file) throws IOException {
        try {
            return new MetaProperties.Builder(PropertiesUtils.readPropertiesFile(file.toString())).build();
        } catch (RuntimeException e) {
            throw new LocalKafkaException(String.format(Locale.ROOT, "%s is damaged: %s", file, e.getMessage()), e);
        }
    }

    private void format(String clusterId) {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(clusterId.equals(ANY_CLUSTER) ? CLUSTER_ID_PREFIX + Uuid.randomUuid() : clusterId)
                    .setNodeId(NODE_ID)
                    .setControllerListenerName(Listeners.CONTROLLER)
                    .setMetadataLogDirectory(path.toString())
                    .addDirectory(path.toString())
                    .run();
        } catch (Exception e) {
            close();
            throw new LocalKafkaException(
                    String.format(Locale.ROOT, "folder %s cannot be formatted: %s", path, e.getMessage()), e);
        }
    }

    private static Path metaProperties(Path path) {
        return path.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME);
    }

    /** Why a folder cannot be used. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission to write";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it is a file, not a folder";
        }
        if (e instanceof FileSystemException failure) {
            // Its message is the path and, where there is one, the reason.
            return Optional.ofNullable(failure.getReason()).orElse("it can't be made there");
        }
        return e.getMessage();
    }
}
