// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.health;

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
        Gauge.builder("penstock.ready", () -> health.isReady() ? 1 : 0)
                .description("1 if the instance is ready, 0 if not")
                .register(registry);
        tasks(registry, "active", LiveThread::active);
        tasks(registry, "standby", LiveThread::standby);
        gauge(registry, "penstock.restoring.stores", "", "Stores that are read back from Kafka", restoring::stores);
        gauge(registry, "penstock.restoring", "records", "What is left of that", () -> restoring.all()
                .left());
        FunctionCounter.builder("penstock.restored", restoring, RestoreProgress::records)
                .description("Records of stores read back from Kafka")
                .baseUnit("records")
                .register(registry);
        gauge(
                registry,
                "penstock.partitions.under.replicated",
                "",
                "Partitions of the application's topics that lack an in-sync replica",
                replicas::underReplicated);
        gauge(
                registry,
                "penstock.partitions.offline",
                "",
                "Partitions of the application's topics without a leader",
                replicas::offline);
    }

    private void tasks(MeterRegistry registry, String role, Function<LiveThread, Map<?, ?>> of) {
        Gauge.builder("penstock.tasks", () -> threads.get().stream()
                        .mapToInt(thread -> of.apply(thread).size())
                        .sum())
                .description("Tasks of the instance")
                .tag("role", role)
                .register(registry);
    }

    private static void gauge(MeterRegistry registry, String name, String unit, String text, Supplier<Number> of) {
        Gauge.builder(name, of).description(text).baseUnit(unit).register(registry);
    }
}
