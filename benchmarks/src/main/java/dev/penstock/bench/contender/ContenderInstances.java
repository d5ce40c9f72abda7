// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.Child;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.MeasurementTimer;
import dev.penstock.bench.harness.Messages;
import dev.penstock.bench.harness.ProcessFigures;
import dev.penstock.bench.harness.Sample;
import dev.penstock.bench.harness.Setup;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleConsumer;

/** Instances of a contender that is followed by what it tells the harness. */
public final class ContenderInstances extends Instances {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Map<Integer, Launch> launches = new LinkedHashMap<>();

    /** @param applicationId of nobody else */
    public ContenderInstances(Cluster cluster, Setup setup, Contender contender, String applicationId) {
        super(cluster, setup, contender, applicationId);
    }

    /** Starts one, or starts it again, with the folder that it had. */
    public void start(int number, Map<String, String> settings) {
        Launch launch = launches.computeIfAbsent(
                number,
                n -> new Launch(cluster(), setup(), contender(), applicationId(), applicationId() + "-instance-" + n));
        children().put(number, launch.start(settings));
    }

    /** Waits until each that was started has partitions of its own. */
    public void awaitPartitions() {
        cluster().awaitMembers(applicationId(), children().size());
    }

    /** What all together have done so far. */
    private Sample now() {
        long cpuNanos = 0;
        long compilerNanos = 0;
        long events = 0;
        for (Child child : children().values()) {
            Sample sample = Messages.sample(child.newestLine(PATIENCE), child);
            cpuNanos += sample.cpuNanos();
            compilerNanos = compilerNanos == ProcessFigures.UNKNOWN || sample.compilerNanos() == ProcessFigures.UNKNOWN
                    ? ProcessFigures.UNKNOWN
                    : compilerNanos + sample.compilerNanos();
            events += sample.events();
        }
        return new Sample(System.nanoTime(), cpuNanos, compilerNanos, events);
    }

    /**
     * Follows them until they have processed so many events.
     *
     * @param progress is told which share of them is processed
     * @return what measured them, if there were enough of them to measure
     */
    public MeasurementTimer follow(long events, DoubleConsumer progress) {
        var timer = new MeasurementTimer(events);
        long before = -1;
        long movedAt = System.nanoTime();
        while (!timer.done()) {
            Sample sample = now();
            timer.accept(sample);
            progress.accept((double) sample.events() / events);
            if (sample.events() > before) {
                before = sample.events();
                movedAt = sample.nanos();
            } else if (sample.nanos() - movedAt > PATIENCE.toNanos()) {
                throw children().values().iterator().next().stalled(PATIENCE);
            }
        }
        return timer;
    }

    @Override
    protected void deleteFolders() {
        launches.values().forEach(Launch::clearAway);
    }
}
