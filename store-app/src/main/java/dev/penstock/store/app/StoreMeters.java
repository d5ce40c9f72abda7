// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What is measured of one store. Safe for use by several threads. */
public final class StoreMeters {

    private static final String STORE = "store";
    private static final String GROUP = "group";

    private final MeterRegistry registry;
    private final String store;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong older = new AtomicLong();
    private final AtomicLong lag = new AtomicLong();
    private final Counter missed;
    private final Map<StoreException.Kind, Counter> failures = new EnumMap<>(StoreException.Kind.class);
    private final Timer commits;
    private volatile boolean failing;

    public StoreMeters(MeterRegistry registry, String store) {
        this.registry = registry;
        this.store = store;
        Gauge.builder("penstock.store.lag", lag, AtomicLong::get)
                .baseUnit("rows")
                .tag(STORE, store)
                .description("Rows of the partitions that the instance has that are not in the store yet")
                .register(registry);
        Gauge.builder("penstock.store.failing", this, meters -> meters.failing ? 1 : 0)
                .tag(STORE, store)
                .description("1 while the store does not take rows, 0 while it does")
                .register(registry);
        // A counter that appears with its first failure shows no increase.
        missed = Counter.builder("penstock.store.rows.missed")
                .tag(STORE, store)
                .description("Rows that Kafka deleted before the store had them")
                .register(registry);
        for (StoreException.Kind kind : StoreException.Kind.values()) {
            failures.put(
                    kind,
                    Counter.builder("penstock.store.failures")
                            .tag(STORE, store)
                            .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                            .description("How often the store did not take rows, which were then tried again")
                            .register(registry));
        }
        commits = Timer.builder("penstock.store.commit")
                .tag(STORE, store)
                .description("How long it took to write and commit a batch of rows")
                .register(registry);
    }

    /** Rows that are in the store for good. */
    public void written(String group, long count) {
        rows.addAndGet(count);
        counter("penstock.store.rows", group, "Rows that the store has taken").increment(count);
    }

    /** Rows that were not written because a newer window of their entity is there. */
    public void older(String group, long count) {
        older.addAndGet(count);
        counter("penstock.store.rows.older", group, "Rows of a window older than the one that is in the store")
                .increment(count);
    }

    /** A record that is no row of its group, or whose key the store can't have. */
    public void unreadable(String group) {
        counter("penstock.store.rows.unreadable", group, "Records of the topic that are no rows of the group")
                .increment();
    }

    /** A value that is none of the type of its column, in whose place there is none. */
    public void unfit(String group) {
        counter("penstock.store.values.unfit", group, "Values that are none of the type of their column")
                .increment();
    }

    /** Rows that Kafka deleted before the store had them. */
    public void missed(long count) {
        missed.increment(count);
    }

    /** A batch that was committed. */
    public void batch(Duration took) {
        commits.record(took);
    }

    void failed(StoreException.Kind kind) {
        failures.get(kind).increment();
    }

    void failing(boolean is) {
        failing = is;
    }

    void lag(long records) {
        lag.set(records);
    }

    /** Rows in the store, and refused as older, since the start; and how many are still to come. */
    StoreProgress progress() {
        return new StoreProgress(rows.get(), older.get(), lag.get(), failing);
    }

    private Counter counter(String name, String group, String description) {
        return Counter.builder(name)
                .tag(STORE, store)
                .tag(GROUP, group)
                .description(description)
                .register(registry);
    }
}
