// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.metrics;

import dev.penstock.streams.state.RocksDbMemory;
import dev.penstock.streams.state.RocksDbMemory.Count;
import dev.penstock.streams.state.RocksDbMemory.Usage;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What RocksDB holds and does, all stores of an instance together, so that the number of series depends on nothing.
 *
 * <p>Kafka Streams tells the same by store, partly: what it reads from RocksDB when it is asked is summed here, which
 * costs some microseconds for each store and is done once in ten seconds at most. What it counts only at the recording
 * level DEBUG, where it would also time every record in every processor, is counted here by RocksDB itself, see {@link
 * RocksDbMemory}.
 */
public final class RocksDbMeters implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(RocksDbMeters.class);
    private static final Duration MAX_AGE = Duration.ofSeconds(10);
    private static final String STORE_METRICS = "stream-state-metrics";
    private static final String BYTES = "bytes";
    private static final double MICROS_PER_SECOND = 1e6;

    private static final String MEMTABLES = "size-all-mem-tables";
    private static final String FILES = "total-sst-files-size";
    private static final String ENTRIES = "estimate-num-keys";
    private static final String COMPACTIONS_PENDING = "compaction-pending";
    private static final String COMPACTIONS_RUNNING = "num-running-compactions";
    private static final String COMPACTION_BACKLOG = "estimate-pending-compaction-bytes";
    private static final String BACKGROUND_ERRORS = "background-errors";

    private final RocksDbMemory memory;
    private final Supplier<Map<MetricName, ? extends Metric>> metrics;
    private final Supplier<Map<String, Double>> sums = new CachedReading<>(this::read, MAX_AGE, System::nanoTime);

    /** @param metrics of Kafka Streams */
    public RocksDbMeters(RocksDbMemory memory, Supplier<Map<MetricName, ? extends Metric>> metrics) {
        this.memory = memory;
        this.metrics = metrics;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        memory(registry, "used", "What stores take of the memory that they share", Usage::used);
        memory(registry, "pinned", "What of it can't be given back now", Usage::pinned);
        memory(registry, "limit", "The memory that stores share", Usage::limit);
        bytes(registry, "memtables", "Write buffers", MEMTABLES);
        bytes(registry, "files", "Files of stores on disk", FILES);
        bytes(registry, "compaction.backlog", "What is to be compacted, estimated", COMPACTION_BACKLOG);
        number(registry, "entries", "Entries in stores, estimated", ENTRIES);
        number(registry, "compactions.pending", "Parts of stores that wait to be compacted", COMPACTIONS_PENDING);
        number(registry, "compactions.running", "Compactions that run", COMPACTIONS_RUNNING);
        number(registry, "background.errors", "Errors of RocksDB's own threads", BACKGROUND_ERRORS);
        counter("cache.hits", "Blocks found in memory", Count.CACHE_HITS).register(registry);
        counter("cache.misses", "Blocks read from files", Count.CACHE_MISSES).register(registry);
        counter("flushed", "Write buffers written to files", Count.FLUSHED_BYTES)
                .baseUnit(BYTES)
                .register(registry);
        counter("compaction.read", "Read by compactions", Count.COMPACTION_READ_BYTES)
                .baseUnit(BYTES)
                .register(registry);
        counter("compaction.written", "Written by compactions", Count.COMPACTION_WRITTEN_BYTES)
                .baseUnit(BYTES)
                .register(registry);
        FunctionCounter.builder(name("stall"), memory, of -> of.count(Count.STALL_MICROS) / MICROS_PER_SECOND)
                .description("How long writes were held back")
                .baseUnit("seconds")
                .register(registry);
    }

    private void memory(MeterRegistry registry, String name, String text, ToDoubleFunction<Usage> reader) {
        Gauge.builder(name("memory." + name), memory, of -> reader.applyAsDouble(of.usage()))
                .description(text)
                .baseUnit(BYTES)
                .register(registry);
    }

    private void bytes(MeterRegistry registry, String name, String text, String ofKafka) {
        sum(name, text, ofKafka).baseUnit(BYTES).register(registry);
    }

    private void number(MeterRegistry registry, String name, String text, String ofKafka) {
        sum(name, text, ofKafka).register(registry);
    }

    private Gauge.Builder<?> sum(String name, String text, String ofKafka) {
        return Gauge.builder(name(name), () -> sums.get().getOrDefault(ofKafka, 0.0))
                .description(text);
    }

    private FunctionCounter.Builder<RocksDbMemory> counter(String name, String text, Count count) {
        return FunctionCounter.builder(name(name), memory, of -> of.count(count))
                .description(text);
    }

    private static String name(String name) {
        return "penstock.rocksdb." + name;
    }

    private Map<String, Double> read() {
        Map<String, Double> read = new HashMap<>();
        metrics.get().forEach((name, metric) -> {
            if (name.group().equals(STORE_METRICS) && isSummed(name.name())) {
                read.merge(name.name(), value(metric), Double::sum);
            }
        });
        return read;
    }

    private static boolean isSummed(String name) {
        return switch (name) {
            case MEMTABLES,
                    FILES,
                    ENTRIES,
                    COMPACTIONS_PENDING,
                    COMPACTIONS_RUNNING,
                    COMPACTION_BACKLOG,
                    BACKGROUND_ERRORS -> true;
            default -> false;
        };
    }

    /** A store that is being closed counts as nothing. */
    private static double value(Metric metric) {
        try {
            return metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
        } catch (RuntimeException e) {
            LOG.debug("{} can't be read", metric.metricName(), e);
            return 0;
        }
    }
}
