// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

/** All that can take part. */
final class Entrants {

    static final String MICRO_BATCH_1 = "penstock-micro-batch-1";
    static final String MICRO_BATCH_2 = "penstock-micro-batch-2";
    static final String MICRO_BATCH_ALL = "penstock-micro-batch-all";
    static final String PER_EVENT = "penstock-per-event";
    static final String DSL_JSON = "dsl-json";
    static final String DSL_CACHED = "dsl-binary-cached";
    static final String JACKSON_1 = "consumer-jackson-1";
    static final String JACKSON_2 = "consumer-jackson-2";
    static final String DECODER_1 = "consumer-penstock-1";
    static final String DECODER_2 = "consumer-penstock-2";

    static final String FLINK_HEAP_1 = "flink-heap-1";
    static final String FLINK_HEAP_2 = "flink-heap-2";
    static final String FLINK_ROCKSDB_1 = "flink-rocksdb-1";
    static final String FLINK_ROCKSDB_2 = "flink-rocksdb-2";
    static final String PYTHON_MICRO_BATCH = "python-micro-batch";
    static final String PYTHON_PER_EVENT = "python-per-event";
    static final String LOGINS_COPY = "logins-copy";
    static final String LOGINS_PENSTOCK = "logins-penstock";

    /** What those lack that can run. */
    static final String NOTHING = "";

    private static final Set<String> ACTIVITY = Set.of(PipelineEntrant.USER_ACTIVITY);
    private static final long CACHE_BYTES = 128 << 20;
    private static final String MICRO_BATCH = "micro-batch";

    /** In the order in which they take turns. */
    static final List<Entrant> ALL = List.of(
            new ConsumerEntrant("consumer", 1, Decoding.NONE, 0.25),
            new ConsumerEntrant(JACKSON_1, 1, Decoding.JACKSON, 0.6),
            new ConsumerEntrant(JACKSON_2, 2, Decoding.JACKSON, 0.4),
            new ConsumerEntrant(DECODER_1, 1, Decoding.PENSTOCK, 0.4),
            new ConsumerEntrant(DECODER_2, 2, Decoding.PENSTOCK, 0.3),
            new PipelineEntrant(MICRO_BATCH_1, MICRO_BATCH, ACTIVITY, 1, 0.8),
            new PipelineEntrant(MICRO_BATCH_2, MICRO_BATCH, ACTIVITY, 2, 0.6),
            new PipelineEntrant(MICRO_BATCH_ALL, MICRO_BATCH, BenchPipeline.groups(), 1, 3),
            new PipelineEntrant(PER_EVENT, "per-event", ACTIVITY, 1, 14),
            new DslEntrant(DSL_JSON, DslEntrant.Code.JSON, 1, 0, 15),
            new DslEntrant(DSL_CACHED, DslEntrant.Code.BINARY, 1, CACHE_BYTES, 4),
            new FlinkEntrant(FLINK_HEAP_1, FlinkJob.State.HASH_MAP, 1, 1.5),
            new FlinkEntrant(FLINK_HEAP_2, FlinkJob.State.HASH_MAP, 2, 1.6),
            new FlinkEntrant(FLINK_ROCKSDB_1, FlinkJob.State.ROCKS_DB, 1, 6),
            new FlinkEntrant(FLINK_ROCKSDB_2, FlinkJob.State.ROCKS_DB, 2, 4.2),
            new PythonEntrant(PYTHON_MICRO_BATCH, "micro_batch.py", 8),
            new PythonEntrant(PYTHON_PER_EVENT, "per_event.py", 10),
            new CopyEntrant(LOGINS_COPY, 1.1),
            new PipelineEntrant(LOGINS_PENSTOCK, MICRO_BATCH, Set.of(PipelineEntrant.PROCESSED_LOGINS), 1, 2.2));

    /** {@code penstock produce}. */
    static final String PRODUCER = "penstock-produce";

    /** What Kafka comes with. */
    static final String KAFKA_PRODUCER = "kafka-producer-perf-test";

    static final int MOST_GROUPS = 50;

    private static final double MICROS_OF_GROUPS = 0.5;
    private static final double MICROS_PER_GROUP = 0.8;

    /** Those that take part where they are asked for. */
    private static final List<Entrant> GROUPS = IntStream.rangeClosed(1, MOST_GROUPS)
            .<Entrant>mapToObj(count -> new PipelineEntrant(
                    groups(count),
                    MICRO_BATCH,
                    BenchPipeline.copies(count),
                    1,
                    MICROS_OF_GROUPS + MICROS_PER_GROUP * count))
            .toList();

    private static final List<Entrant> READERS =
            Stream.concat(ALL.stream(), GROUPS.stream()).toList();

    private static final List<Entrant> PRODUCERS = List.of(
            new ProducerEntrant(PRODUCER, ProducerEntrant.Code.PENSTOCK, 1),
            new ProducerEntrant(KAFKA_PRODUCER, ProducerEntrant.Code.KAFKA, 1));

    private Entrants() {}

    /** The name of Penstock with so many feature groups over the app events, 1 to {@value #MOST_GROUPS}. */
    static String groups(int count) {
        return "penstock-groups-" + count;
    }

    /** @throws IllegalArgumentException if there is none of this name */
    static Entrant named(String name) {
        return named(name, Stream.concat(READERS.stream(), PRODUCERS.stream()).toList());
    }

    private static Entrant named(String name, List<Entrant> entrants) {
        return entrants.stream()
                .filter(entrant -> entrant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(String.format(
                        Locale.ROOT, "there is no contender '%s'; there are %s", name, String.join(", ", names()))));
    }

    /**
     * Those that read events, in the order in which they take turns, each once.
     *
     * @throws IllegalArgumentException if there is none of a name
     */
    static List<Entrant> named(Collection<String> names) {
        var wanted = new LinkedHashSet<Entrant>();
        names.forEach(name -> wanted.add(named(name, READERS)));
        return READERS.stream().filter(wanted::contains).toList();
    }

    /** Those that write events. */
    static List<Entrant> producers() {
        return PRODUCERS;
    }

    /** By what this machine lacks to run them, empty for those that can. */
    static Map<String, List<Entrant>> byWhatIsMissing() {
        return ALL.stream().collect(groupingBy(entrant -> entrant.missing().orElse(NOTHING), toList()));
    }

    static List<String> names() {
        return ALL.stream().map(Entrant::name).toList();
    }
}
