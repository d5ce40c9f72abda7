// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.health;

import dev.penstock.streams.state.LiveThread;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Whether an instance is ready, what it has to do, what it still has to read back, and how its topics are. */
public final class HealthMeters implements MeterBinder {

    private static final String RECORDS = "records";

    private final Health health;
    private final RestoreProgress restoring;
    private final Supplier<List<LiveThread>> threads;
    private final Replicas replicas;

    /** @param threads that are not dead */
    public HealthMeters(
            Health health, RestoreProgress restoring, Supplier<List<LiveThread>> threads, Replicas replicas) {
        this.health = health;
        this.restoring = restoring;
        this.threads = threads;
        this.replicas = replicas;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge("penstock.ready", "1 if the instance is ready, 0 if not", () -> health.isReady() ? 1 : 0)
                .register(registry);
        tasks("active", LiveThread::active).register(registry);
        tasks("standby", LiveThread::standby).register(registry);
        gauge("penstock.restoring.stores", "Stores that are read back from Kafka", restoring::stores)
                .register(registry);
        gauge(
                        "penstock.restoring",
                        "What is left of that",
                        () -> restoring.all().left())
                .baseUnit(RECORDS)
                .register(registry);
        FunctionCounter.builder("penstock.restored", restoring, RestoreProgress::records)
                .description("Records of stores read back from Kafka")
                .baseUnit(RECORDS)
                .register(registry);
        gauge(
                        "penstock.partitions.under.replicated",
                        "Partitions of the application's topics that lack an in-sync replica",
                        replicas::underReplicated)
                .register(registry);
        gauge(
                        "penstock.partitions.offline",
                        "Partitions of the application's topics without a leader",
                        replicas::offline)
                .register(registry);
    }

    private Gauge.Builder<?> tasks(String role, Function<LiveThread, Map<?, ?>> of) {
        return gauge(
                        "penstock.tasks",
                        "Tasks of the instance",
                        () -> threads.get().stream()
                                .mapToInt(thread -> of.apply(thread).size())
                                .sum())
                .tag("role", role);
    }

    private static Gauge.Builder<?> gauge(String name, String text, Supplier<Number> of) {
        return Gauge.builder(name, of).description(text);
    }
}
