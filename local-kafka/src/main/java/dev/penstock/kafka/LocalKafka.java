// SPDX-License-Identifier: Apache-2.0
package dev.penstock.kafka;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

import static java.util.stream.Collectors.toMap;

/**
 * A real Kafka in this process: one node, broker and controller, on loopback, set up for one machine. Any number of them
 * may run at a time, in one process or several.
 *
 * <p>Threads: every method may be called from any thread.
 */
public final class LocalKafka implements AutoCloseable {

    private static final int LEADER_ATTEMPTS = 500;
    private static final int LEADER_PAUSE_MILLIS = 20;

    private final Listeners listeners;
    private final int port;
    private final DataFolder folder;
    private final Optional<SecureFolder> secure;
    private final Faults faults = new Faults();
    private final BrokerNode node;
    private boolean closed; // guarded by this

    private LocalKafka(Builder options) {
        listeners = Listeners.open(options.port, options.secure.isPresent());
        port = listeners.brokerPort();
        try {
            secure = options.secure.map(path -> SecureFolder.open(path, options.hosts));
            folder = options.folder.apply(options.clusterId);
            try {
                Map<String, String> properties = new HashMap<>();
                secure.ifPresent(found -> properties.putAll(found.brokerSettings()));
                properties.putAll(options.properties);
                node = BrokerNode.start(NodeSettings.of(listeners, folder.path(), properties), listeners, faults);
            } catch (RuntimeException e) {
                folder.close();
                throw e;
            }
            try {
                secure.ifPresent(found -> found.publish(port, listeners.port(Listeners.MUTUAL_TLS)));
            } catch (RuntimeException e) {
                node.stop();
                folder.close();
                throw e;
            }
        } catch (RuntimeException e) {
            listeners.close();
            throw e;
        }
    }

    /** On a free port, with a temporary folder. */
    public static LocalKafka start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Where clients find it: {@code localhost:<port>}. */
    public String bootstrapServers() {
        return "localhost:" + port();
    }

    public int port() {
        return port;
    }

    /** An absolute path. */
    public Path dataFolder() {
        return folder.path();
    }

    /** Where clients that log in by certificate find a secure broker; empty if it is none. */
    public Optional<String> certificateServers() {
        return secure.map(found -> "localhost:" + listeners.port(Listeners.MUTUAL_TLS));
    }

    Optional<SecureFolder> secureFolder() {
        return secure;
    }

    public String clusterId() {
        return node.clusterId();
    }

    /**
     * Creates a topic with Kafka's defaults; returns when it can be written to.
     *
     * @throws LocalKafkaException if Kafka refuses it, for one because it exists
     */
    public void createTopic(String name, int partitions) {
        Map<String, Object> config =
                new HashMap<>(secure.map(found -> found.byPassword(SecureFolder.ADMIN, bootstrapServers()))
                        .orElse(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers())));
        try (Admin admin = Admin.create(config)) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
            awaitLeaders(admin, name, partitions);
        } catch (ExecutionException e) {
            throw new LocalKafkaException(
                    String.format(
                            Locale.ROOT,
                            "topic %s cannot be created: %s",
                            name,
                            e.getCause().getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalKafkaException("interrupted while creating topic " + name, e);
        }
    }

    /**
     * A producer that finds some of its batches refused for want of a leader, and later ones taken, loses the former. A
     * leader that tells offsets takes records.
     */
    private static void awaitLeaders(Admin admin, String topic, int partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> questions = IntStream.range(0, partitions)
                .boxed()
                .collect(toMap(partition -> new TopicPartition(topic, partition), partition -> OffsetSpec.earliest()));
        for (int attempt = 1; ; attempt++) {
            try {
                admin.listOffsets(questions).all().get();
                return;
            } catch (ExecutionException e) {
                if (attempt == LEADER_ATTEMPTS || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(LEADER_PAUSE_MILLIS);
            }
        }
    }

    /** Completes with what happened if Kafka gives up on its own; until then, and after a regular close, never. */
    public CompletionStage<LocalKafkaException> failure() {
        return faults.first().minimalCompletionStage();
    }

    /**
     * Stops gracefully within a few seconds; data in a given folder stays, a temporary folder goes. Does nothing the
     * second time, but returns no sooner than the first call does.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        node.stop();
        listeners.close();
        folder.close();
    }

    /** What to start; nothing happens before {@link #start()}. */
    public static final class Builder {

        private final Map<String, String> properties = new HashMap<>();
        private int port;
        private Function<String, DataFolder> folder = DataFolder::openTemporary;
        private String clusterId = DataFolder.ANY_CLUSTER;
        private Optional<Path> secure = Optional.empty();
        private List<String> hosts = List.of();

        private Builder() {}

        /** The port to listen on at loopback; 0, the default, is any free one. */
        public Builder port(int port) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "port %d is not between 0 and 65535", port));
            }
            this.port = port;
            return this;
        }

        /**
         * Where data is kept: made and formatted at the first start, taken up again at the next. Without one, a
         * temporary folder lives as long as the broker.
         */
        public Builder dataFolder(Path path) {
            folder = wanted -> DataFolder.open(path, wanted);
            return this;
        }

        /**
         * The only cluster to take up, or the one to format a new folder for. Without one, a new folder gets a new id,
         * and any folder is taken up that was formatted that way.
         */
        public Builder clusterId(String id) {
            if (id.isBlank()) {
                throw new IllegalArgumentException("a cluster id must not be blank");
            }
            clusterId = id;
            return this;
        }

        /**
         * Takes nobody in who does not log in over TLS: by password (SCRAM-SHA-512) at the port, by certificate at the port
         * behind it. Nobody but the user admin may do anything before an ACL allows it.
         *
         * @param path a folder, made if it is missing, for certificates and passwords, and for the files with which clients
         *     log in: {@code admin.properties}, {@code admin-mtls.properties} and so on
         * @param hosts names of the broker in its certificate besides localhost
         */
        public Builder secure(Path path, List<String> hosts) {
            secure = Optional.of(path);
            this.hosts = List.copyOf(hosts);
            return this;
        }

        /** A broker setting by Kafka's name; not one that ports and folder decide, such as {@code listeners}. */
        public Builder property(String name, String value) {
            properties.put(name, value);
            return this;
        }

        /**
         * Returns when clients are served, which takes about two seconds.
         *
         * @throws LocalKafkaException if the port is taken, the folder is unusable, in use or another cluster's, or
         *     Kafka does not come up
         */
        public LocalKafka start() {
            return new LocalKafka(this);
        }
    }
}
