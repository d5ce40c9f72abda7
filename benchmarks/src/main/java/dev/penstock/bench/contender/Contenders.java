// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.contender.dsl.BinaryDsl;
import dev.penstock.bench.contender.dsl.JsonDsl;

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
public final class Contenders {

    public static final String MICRO_BATCH_1 = "penstock-micro-batch-1";
    public static final String MICRO_BATCH_2 = "penstock-micro-batch-2";
    public static final String MICRO_BATCH_ALL = "penstock-micro-batch-all";
    public static final String PER_EVENT = "penstock-per-event";
    public static final String DSL_JSON = "dsl-json";
    public static final String DSL_CACHED = "dsl-binary-cached";
    public static final String JACKSON_1 = "consumer-jackson-1";
    public static final String JACKSON_2 = "consumer-jackson-2";
    public static final String DECODER_1 = "consumer-penstock-1";
    public static final String DECODER_2 = "consumer-penstock-2";

    public static final String FLINK_HEAP_1 = "flink-heap-1";
    public static final String FLINK_HEAP_2 = "flink-heap-2";
    public static final String FLINK_ROCKSDB_1 = "flink-rocksdb-1";
    public static final String FLINK_ROCKSDB_2 = "flink-rocksdb-2";
    public static final String PYTHON_MICRO_BATCH = "python-micro-batch";
    public static final String PYTHON_PER_EVENT = "python-per-event";
    public static final String TEXTS_SCORED = "penstock-texts-scored";
    public static final String TEXTS_UNSCORED = "penstock-texts-unscored";
    public static final String PYTHON_TEXTS = "python-texts-scored";
    public static final String LOGINS_COPY = "logins-copy";
    public static final String LOGINS_PENSTOCK = "logins-penstock";

    /** What those lack that can run. */
    public static final String NOTHING = "";

    private static final Set<String> ACTIVITY = Set.of(PipelineContender.USER_ACTIVITY);
    private static final long CACHE_BYTES = 128 << 20;
    private static final String MICRO_BATCH = "micro-batch";

    /** In the order in which they take turns. */
    public static final List<Contender> ALL = List.of(
            new ConsumerContender("consumer", 1, Decoding.NONE, 0.25),
            new ConsumerContender(JACKSON_1, 1, Decoding.JACKSON, 0.6),
            new ConsumerContender(JACKSON_2, 2, Decoding.JACKSON, 0.4),
            new ConsumerContender(DECODER_1, 1, Decoding.PENSTOCK, 0.4),
            new ConsumerContender(DECODER_2, 2, Decoding.PENSTOCK, 0.3),
            new PipelineContender(MICRO_BATCH_1, MICRO_BATCH, ACTIVITY, 1, 0.8),
            new PipelineContender(MICRO_BATCH_2, MICRO_BATCH, ACTIVITY, 2, 0.6),
            new PipelineContender(MICRO_BATCH_ALL, MICRO_BATCH, BenchPipeline.groups(), 1, 3),
            new PipelineContender(PER_EVENT, "per-event", ACTIVITY, 1, 14),
            new DslContender(DSL_JSON, JsonDsl::addTo, 1, 0, 15),
            new DslContender(DSL_CACHED, BinaryDsl::addTo, 1, CACHE_BYTES, 4),
            new FlinkContender(FLINK_HEAP_1, FlinkJob.State.HASH_MAP, 1, 1.5),
            new FlinkContender(FLINK_HEAP_2, FlinkJob.State.HASH_MAP, 2, 1.6),
            new FlinkContender(FLINK_ROCKSDB_1, FlinkJob.State.ROCKS_DB, 1, 6),
            new FlinkContender(FLINK_ROCKSDB_2, FlinkJob.State.ROCKS_DB, 2, 4.2),
            new PythonContender(PYTHON_MICRO_BATCH, "micro_batch.py", 8),
            new PythonContender(PYTHON_PER_EVENT, "per_event.py", 10),
            new CopyContender(LOGINS_COPY, 1.1),
            new PipelineContender(LOGINS_PENSTOCK, MICRO_BATCH, Set.of(PipelineContender.PROCESSED_LOGINS), 1, 2.2));

    /** The names of those that give fresh rows, each as it does that best. */
    public static final List<String> LIVE = List.of(MICRO_BATCH_2, DSL_CACHED, FLINK_HEAP_2, PYTHON_MICRO_BATCH);

    /** Takes part in the question of that name alone. */
    public static final ScoringContender SCORING = new ScoringContender("penstock-scoring", 1);

    /** Take part in the question of scoring as well, where they work off a backlog. */
    public static final List<Contender> TEXTS = List.of(
            new TextsContender(TEXTS_SCORED, "sentiment: {field: text}", 8),
            new TextsContender(TEXTS_UNSCORED, "", 3),
            new PythonTextsContender(PYTHON_TEXTS, 150));

    /** {@code penstock produce}. */
    public static final String PRODUCER = "penstock-produce";

    /** What Kafka comes with. */
    public static final String KAFKA_PRODUCER = "kafka-producer-perf-test";

    public static final int MOST_GROUPS = 50;

    private static final double MICROS_OF_GROUPS = 0.5;
    private static final double MICROS_PER_GROUP = 0.8;

    /** Those that take part where they are asked for. */
    private static final List<Contender> GROUPS = IntStream.rangeClosed(1, MOST_GROUPS)
            .<Contender>mapToObj(count -> new PipelineContender(
                    groups(count),
                    MICRO_BATCH,
                    BenchPipeline.copies(count),
                    1,
                    MICROS_OF_GROUPS + MICROS_PER_GROUP * count))
            .toList();

    private static final List<Contender> READERS =
            Stream.concat(ALL.stream(), GROUPS.stream()).toList();

    private static final List<Contender> PRODUCERS = List.of(
            new ProducerContender(PRODUCER, ProducerContender.Code.PENSTOCK, 1),
            new ProducerContender(KAFKA_PRODUCER, ProducerContender.Code.KAFKA, 1));

    private Contenders() {}

    /** The name of Penstock with so many feature groups over the app events, 1 to {@value #MOST_GROUPS}. */
    public static String groups(int count) {
        return "penstock-groups-" + count;
    }

    /** @throws IllegalArgumentException if there is none of this name */
    public static Contender named(String name) {
        return named(
                name,
                Stream.of(List.<Contender>of(SCORING), TEXTS, READERS, PRODUCERS)
                        .flatMap(List::stream)
                        .toList());
    }

    private static Contender named(String name, List<Contender> contenders) {
        return contenders.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(String.format(
                        Locale.ROOT, "there is no contender '%s'; there are %s", name, String.join(", ", names()))));
    }

    /**
     * Those that read events, in the order in which they take turns, each once.
     *
     * @throws IllegalArgumentException if there is none of a name
     */
    public static List<Contender> named(Collection<String> names) {
        var wanted = new LinkedHashSet<Contender>();
        names.forEach(name -> wanted.add(named(name, READERS)));
        return READERS.stream().filter(wanted::contains).toList();
    }

    /** Those that write events. */
    public static List<Contender> producers() {
        return PRODUCERS;
    }

    /** By what this machine lacks to run them, empty for those that can. */
    public static Map<String, List<Contender>> byWhatIsMissing(List<Contender> contenders) {
        return contenders.stream()
                .collect(groupingBy(contender -> contender.missing().orElse(NOTHING), toList()));
    }

    public static List<String> names() {
        return ALL.stream().map(Contender::name).toList();
    }
}
