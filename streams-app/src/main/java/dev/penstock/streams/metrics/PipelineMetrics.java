// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.metrics;

import dev.penstock.event.BadEvent.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * What a running pipeline counts. Every counter starts at 0 with the process, and counts what is committed, see {@link
 * TransactionCounts}; timers and summaries also take what an aborted transaction did, and again when it is done again. Labels are names out of the pipeline file and nothing that an event holds, so their
 * number is bounded. Safe for use by many threads.
 */
public final class PipelineMetrics {

    public static final String EVENTS = "penstock.events";
    public static final String PROCESSED = "penstock.records.processed";
    public static final String AHEAD = "penstock.events.ahead";
    public static final String EMPTY = "penstock.events.empty";
    public static final String DEAD_LETTERS = "penstock.dead.letters";
    public static final String ROWS = "penstock.rows";
    public static final String LOST_ROWS = "penstock.rows.lost";
    public static final String ROWS_TOO_LONG = "penstock.rows.too.long";
    public static final String RESTAMPED = "penstock.records.restamped";
    public static final String COUNTED = "penstock.events.counted";
    public static final String LATE = "penstock.events.late";
    public static final String KEY_MISSING = "penstock.events.key.missing";
    public static final String DELTAS = "penstock.deltas";
    public static final String UNUSABLE_FIELDS = "penstock.fields.unusable";
    public static final String MISSING_FIELDS = "penstock.fields.missing";

    public static final String PARTITIONED = "penstock.records.partitioned";
    public static final String PARTITIONERS_MIXED = "penstock.partitioners.mixed";

    private static final String COMBINE_DELTAS = "penstock.combine.deltas";
    private static final String COMBINE_SIZE = "penstock.combine.size";
    private static final String ROW_LATENCY = "penstock.row.latency";

    /** From a commit with nothing to do to the most that a task may hold. */
    private static final double[] DELTA_BOUNDS = {1, 10, 100, 1_000, 10_000, 100_000};

    private static final double[] BYTE_BOUNDS = {1 << 10, 1 << 14, 1 << 17, 1 << 20, 1 << 22, 1 << 24};

    /** Fine where freshness is looked at, coarse where a replay is told from live operation. */
    private static final Duration[] LATENCY_BOUNDS = millis(
            5, 10, 25, 50, 75, 100, 150, 200, 300, 500, 750, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 600_000,
            3_600_000);

    private final MeterRegistry registry;
    private final TransactionCounts transactions = new TransactionCounts();

    public PipelineMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** To be told how the transactions of stream threads end. */
    public TransactionCounts transactions() {
        return transactions;
    }

    private static Duration[] millis(long... bounds) {
        return Arrays.stream(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    /** Records read from a source: events, dead letters and records without a value alike. */
    public Counter events(String source) {
        return counter(EVENTS, "Records read from a source", "source", source);
    }

    /** The same, committed or not: what is done again after a failure counts again. */
    public Counter processed(String source) {
        return Counter.builder(PROCESSED)
                .description("Records of a source processed, committed or not")
                .tag("source", source)
                .register(registry);
    }

    /** Events that are ahead of the clock while most of their partition's are not. */
    public Counter ahead(String source) {
        return counter(
                AHEAD, "Events ahead of the clock that most others of their partition don't share", "source", source);
    }

    /** Records looked at, by the partitioner of their sender. */
    public Counter partitioned(String source, String partitioner) {
        return Counter.builder(PARTITIONED)
                .description("Records looked at, by the partitioner that put their key where it is")
                .tag("source", source)
                .tag("partitioner", partitioner)
                .register(registry);
    }

    /** Whether the senders to a source are known to choose partitions by different partitioners. */
    public void partitionersMixed(String source, AtomicBoolean mixed) {
        Gauge.builder(PARTITIONERS_MIXED, mixed, known -> known.get() ? 1 : 0)
                .description("Whether senders to a source choose partitions by different partitioners")
                .tag("source", source)
                .register(registry);
    }

    /** Records of a source that tell of no event, which are skipped. */
    public Counter empty(String source) {
        return counter(EMPTY, "Records that tell of no event, skipped", "source", source);
    }

    public Counter deadLetters(String source, Reason reason) {
        return transactions.of(Counter.builder(DEAD_LETTERS)
                .description("Records sent to the dead-letter topic")
                .tag("source", source)
                .tag("reason", reason.code())
                .register(registry));
    }

    /** Events with a field that those who need it can't use. */
    public Counter unusableField(String source, String field, Reason reason) {
        return transactions.of(Counter.builder(UNUSABLE_FIELDS)
                .description("Events with a field that those who need it can't use")
                .tag("source", source)
                .tag("field", field)
                .tag("reason", reason.code())
                .register(registry));
    }

    /**
     * How many fields that the pipeline needs were in no event yet.
     *
     * @param missing asked whenever somebody looks; 0 as long as too few events were read to tell
     */
    public void missingFields(String source, IntSupplier missing) {
        Gauge.builder(MISSING_FIELDS, missing::getAsInt)
                .description("Fields that the pipeline needs and that were in no event yet")
                .tag("source", source)
                .register(registry);
    }

    /** Records written by a stream or feature group. */
    public Counter rows(String output) {
        return counter(ROWS, "Enriched events or feature rows written", "output", output);
    }

    /** Final rows that could not be written, because the tile was gone. */
    public Counter lostRows(String group) {
        return counter(LOST_ROWS, "Final rows that could not be written, because the tile was gone", "group", group);
    }

    /** Rows of a feature group that were too large for their topic, and went to the late topic. */
    public Counter rowsTooLong(String group) {
        return counter(ROWS_TOO_LONG, "Feature rows too large for their topic, sent to the late topic", "group", group);
    }

    /** Records that were stamped with the time of writing, because their topic would refuse or delete them. */
    public Counter restamped(String topic) {
        return counter(RESTAMPED, "Records stamped with the time of writing instead of their own", "topic", topic);
    }

    /** Events that count in a feature group. */
    public Counter counted(String group) {
        return counter(COUNTED, "Events that count in a feature group", "group", group);
    }

    /** Events that came too late for their window in a feature group. */
    public Counter late(String group) {
        return counter(LATE, "Events too late for their window, sent to the late topic", "group", group);
    }

    /** Events that lack a field of a feature group's key and do not count in it. */
    public Counter keyMissing(String group) {
        return counter(KEY_MISSING, "Events without a field of the group's key", "group", group);
    }

    /** Deltas of a feature group that went from the combine stage to the merge stage. */
    public Counter deltas(String group) {
        return counter(DELTAS, "Deltas handed on to be merged", "group", group);
    }

    /** How many deltas a task holds each time it hands them on, for all groups that read the same events. */
    public DistributionSummary combineDeltas(String from) {
        return DistributionSummary.builder(COMBINE_DELTAS)
                .description("Deltas that a task holds when it hands them on")
                .tag("from", from)
                .serviceLevelObjectives(DELTA_BOUNDS)
                .register(registry);
    }

    /** How many bytes of the heap the deltas of a task take each time it hands them on. */
    public DistributionSummary combineBytes(String from) {
        return DistributionSummary.builder(COMBINE_SIZE)
                .description("Heap that the deltas of a task take when it hands them on")
                .baseUnit("bytes")
                .tag("from", from)
                .serviceLevelObjectives(BYTE_BOUNDS)
                .register(registry);
    }

    /** From the latest event in a feature row, by its own time, until the row is handed to the producer. */
    public Timer rowLatency(String group) {
        return Timer.builder(ROW_LATENCY)
                .description("From the latest event in a feature row until the row is handed to the producer")
                .tag("group", group)
                .serviceLevelObjectives(LATENCY_BOUNDS)
                .register(registry);
    }

    private Counter counter(String name, String description, String label, String value) {
        return transactions.of(
                Counter.builder(name).description(description).tag(label, value).register(registry));
    }
}
