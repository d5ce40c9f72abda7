// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.app;

import dev.penstock.cli.support.CommandException;
import dev.penstock.cli.support.registry.RegistrySettings;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.streams.client.UnknownSettings;
import dev.penstock.streams.group.MemberName;
import dev.penstock.streams.group.Membership;
import dev.penstock.streams.outputs.ProducerLimits;
import dev.penstock.streams.state.RocksDbMemorySetter;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of one instance, found right.
 *
 * @param kafka all of them, by Kafka's own names; {@code bootstrap.servers} is one of them
 * @param applicationId letters, digits, {@code .}, {@code _} and {@code -}, at most 100 characters
 * @param threads that process; at least 1
 * @param stateFolder where the stores are, in a folder of the application's own
 * @param rocksDbBytes what all stores together shall take outside the heap, at least 8 MiB
 */
public record StreamsSettings(
        Map<String, String> kafka, String applicationId, int threads, Path stateFolder, long rocksDbBytes) {

    /** Penstock's own setting: {@link #rocksDbBytes()}, with {@code k}, {@code m}, {@code g} or {@code %} behind it. */
    public static final String ROCKSDB_MEMORY_CONFIG = "penstock.rocksdb.memory.bytes";

    /** Penstock's own setting: {@code wait} or {@code end}, when a topic is found missing that was there. */
    public static final String ON_MISSING_TOPIC_CONFIG = "penstock.on.missing.topic";

    public static final String WAIT = "wait";
    static final String END = "end";

    public static final String DEFAULT_ROCKSDB_MEMORY = "256m";
    public static final String DEFAULT_STATE_FOLDER = "penstock-state";

    /**
     * A stream thread that died, even if it was replaced, stays in the group for as long as this, and nobody gets its
     * partitions before. Kafka's default is 45 seconds. With the streams protocol the group has a setting at the broker.
     */
    private static final String DEFAULT_SESSION_TIMEOUT_MILLIS = "15000";

    /** What brokers wait for a member with the streams protocol, unless they are told otherwise. */
    private static final String BROKERS_SESSION_TIMEOUT_MILLIS = "45000";

    /** Kafka's own. */
    private static final String DEFAULT_MAX_POLL_INTERVAL_MILLIS = "300000";

    /** What Kafka may take longer than its session to miss a member, and some. */
    private static final Duration MISSED_LATE = Duration.ofSeconds(3);

    private static final String ANY_CLIENT = "any";
    private static final long LEAST_ROCKSDB_BYTES = 8 << 20;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1," + ApplicationId.MOST_CHARS + "}");

    private static final Pattern THREADS = Pattern.compile("0*[1-9]\\d{0,3}");

    /** As many threads as processors, but no more than a new topic has partitions. */
    public static final int MOST_DEFAULT_THREADS = 4;

    public StreamsSettings {
        kafka = Map.copyOf(kafka);
    }

    /**
     * What holds where nobody says otherwise. The names of producer and consumer settings stand without {@code producer.}
     * and {@code consumer.}, so that one given in either way goes before them.
     *
     * @param applicationId see {@link ApplicationId}
     */
    public static Map<String, String> defaults(String applicationId) {
        return Map.ofEntries(
                Map.entry(StreamsConfig.APPLICATION_ID_CONFIG, applicationId),
                Map.entry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2),
                Map.entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, String.valueOf(defaultThreads())),
                Map.entry(StreamsConfig.STATE_DIR_CONFIG, DEFAULT_STATE_FOLDER),
                Map.entry(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic"),
                // The least that Kafka allows. An instance that has caught up gets its partitions only then; by Kafka's
                // default of ten minutes it stands idle so long.
                Map.entry(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, "60000"),
                Map.entry(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemorySetter.class.getName()),
                Map.entry(ROCKSDB_MEMORY_CONFIG, DEFAULT_ROCKSDB_MEMORY),
                Map.entry(ON_MISSING_TOPIC_CONFIG, WAIT),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                // A thread asks for the next records only when it has processed these: larger portions, fewer waits.
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000"),
                Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, String.valueOf(4 << 20)),
                // What the operating system makes of it, which grows: 64 KiB, Kafka's default, are less than one poll
                // takes.
                Map.entry(ConsumerConfig.RECEIVE_BUFFER_CONFIG, "-1"),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                // A commit sends what is left; this is how much of it is left.
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, "10"),
                // A dead letter is a value of a mebibyte, the headers that it came with and a stack trace.
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(3 << 20)));
    }

    /**
     * Checks settings.
     *
     * @param given with {@link #defaults} and {@code bootstrap.servers} among them
     * @throws CommandException if one is wrong; the message names it
     */
    public static StreamsSettings of(Map<String, String> given) {
        try {
            var all = new HashMap<>(given);
            if (!"streams".equalsIgnoreCase(all.get(StreamsConfig.GROUP_PROTOCOL_CONFIG))) {
                all.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, DEFAULT_SESSION_TIMEOUT_MILLIS);
            }
            // Kafka Streams compares the commit interval with the one of this name alone, but has the producer take
            // both.
            Optional.ofNullable(all.get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG))
                    .ifPresent(millis -> all.putIfAbsent(
                            StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), millis));
            all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
            var settings = new StreamsSettings(
                    all,
                    setting(all, StreamsConfig.APPLICATION_ID_CONFIG, StreamsSettings::requireLegalId),
                    setting(all, StreamsConfig.NUM_STREAM_THREADS_CONFIG, StreamsSettings::threads),
                    setting(all, StreamsConfig.STATE_DIR_CONFIG, Path::of),
                    setting(all, ROCKSDB_MEMORY_CONFIG, StreamsSettings::rocksDbBytes));
            setting(all, ON_MISSING_TOPIC_CONFIG, StreamsSettings::requireWaitOrEnd);
            setting(all, StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG, StreamsSettings::requireNotTransactional);
            check(new StreamsConfig(all));
            return settings;
        } catch (ConfigException | IllegalArgumentException e) {
            throw new CommandException("wrong setting: " + e.getMessage(), e);
        }
    }

    /** A line for each setting that nobody reads. */
    List<String> unknown() {
        var own = new HashSet<>(RegistrySettings.NAMES);
        own.add(ROCKSDB_MEMORY_CONFIG);
        own.add(ON_MISSING_TOPIC_CONFIG);
        return UnknownSettings.among(kafka.keySet(), own);
    }

    /** The same but for {@link #stateFolder()}. */
    public StreamsSettings withStateFolder(Path folder) {
        var all = new HashMap<>(kafka);
        all.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        return new StreamsSettings(all, applicationId, threads, folder, rocksDbBytes);
    }

    public String servers() {
        return kafka.get(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG);
    }

    /** How large a record may be for the producers. */
    public ProducerLimits producerLimits() {
        return ProducerLimits.of(new StreamsConfig(kafka).getProducerConfigs(ANY_CLIENT));
    }

    /** What this instance is in the group of its application. */
    public Membership membership(Pipeline pipeline) {
        return new Membership(
                applicationId,
                hasStreamsProtocol() ? GroupType.STREAMS : GroupType.CLASSIC,
                MemberName.of(kafka.getOrDefault(StreamsConfig.CLIENT_ID_CONFIG, applicationId), pipeline),
                session().plus(MISSED_LATE));
    }

    /** Whether the instance ends, and does not wait, when a topic is missing that was there. */
    boolean endsWhenATopicIsMissing() {
        return END.equals(kafka.get(ON_MISSING_TOPIC_CONFIG));
    }

    /** Whether the group is one of Kafka's newer protocol, in which the broker assigns tasks. */
    boolean hasStreamsProtocol() {
        return "streams".equalsIgnoreCase(kafka.get(StreamsConfig.GROUP_PROTOCOL_CONFIG));
    }

    /** Whether this instance has a fixed place in its group, which it keeps while it is away. */
    boolean isStaticMember() {
        return kafka.containsKey(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)
                || kafka.containsKey(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG))
                || kafka.containsKey(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
    }

    /** How long the group waits for this instance before it gives its partitions away. */
    Duration session() {
        return millis(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, BROKERS_SESSION_TIMEOUT_MILLIS);
    }

    /** How long a stream thread may take to come round before the group gives its partitions away. */
    Duration maxPollInterval() {
        return millis(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, DEFAULT_MAX_POLL_INTERVAL_MILLIS);
    }

    /** Whether a source of which nothing is committed yet is read from its end, and not from its beginning. */
    boolean startsAtTheEnd() {
        return consumer(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "").equalsIgnoreCase("latest");
    }

    private Duration millis(String name, String otherwise) {
        return Duration.ofMillis(Long.parseLong(consumer(name, otherwise).strip()));
    }

    private String consumer(String name, String otherwise) {
        return Stream.of(StreamsConfig.mainConsumerPrefix(name), StreamsConfig.consumerPrefix(name), name)
                .filter(kafka::containsKey)
                .map(kafka::get)
                .findFirst()
                .orElse(otherwise);
    }

    private static int defaultThreads() {
        return Math.min(MOST_DEFAULT_THREADS, Runtime.getRuntime().availableProcessors());
    }

    /**
     * The id is the beginning of topic names, so it has to be made of what those may have.
     *
     * @throws IllegalArgumentException if it isn't
     */
    public static String requireLegalId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("found '" + id
                    + "', expected letters, digits, '.', '_' and '-', at most " + ApplicationId.MOST_CHARS);
        }
        return id;
    }

    /** @throws IllegalArgumentException if that is another word */
    public static String requireWaitOrEnd(String word) {
        if (!WAIT.equals(word) && !END.equals(word)) {
            throw new IllegalArgumentException("found '" + word + "', expected " + WAIT + " or " + END);
        }
        return word;
    }

    /** Window stores of Kafka 4.4.0 lack records after a kill then, see docs/architecture.md. */
    private static String requireNotTransactional(String value) {
        if ("true".equalsIgnoreCase(value)) {
            throw new IllegalArgumentException(
                    "found true, expected false: with it, window stores of Kafka 4.4.0 lose records when their process is killed");
        }
        return value;
    }

    /** @throws IllegalArgumentException if that is no number, or less than 1 */
    public static int threads(String text) {
        if (!THREADS.matcher(text).matches()) {
            throw new IllegalArgumentException("found '" + text + "', expected a number, at least 1");
        }
        return Integer.parseInt(text);
    }

    /** @throws IllegalArgumentException if that is no size, or too little for any store to work with */
    public static long rocksDbBytes(String text) {
        long bytes = ByteSize.parse(text);
        if (bytes < LEAST_ROCKSDB_BYTES) {
            throw new IllegalArgumentException("found " + text + ", expected at least 8m");
        }
        return bytes;
    }

    /** Kafka Streams makes the first of its clients before it looks at the settings of the next, and leaves it behind. */
    private static void check(StreamsConfig config) {
        new AdminClientConfig(config.getAdminConfigs(ANY_CLIENT));
        Map<String, Object> consumer = config.getMainConsumerConfigs(ANY_CLIENT, ANY_CLIENT, 0);
        consumer.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        consumer.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        new ConsumerConfig(consumer);
        Map<String, Object> producer = config.getProducerConfigs(ANY_CLIENT);
        producer.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, ANY_CLIENT);
        producer.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        producer.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        new ProducerConfig(producer);
    }

    private static <T> T setting(Map<String, String> all, String name, Function<String, T> reader) {
        try {
            return reader.apply(all.get(name));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }
}
