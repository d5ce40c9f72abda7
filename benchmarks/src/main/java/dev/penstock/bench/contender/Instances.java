// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Child;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.MeasurementTimer;
import dev.penstock.bench.harness.Messages;
import dev.penstock.bench.harness.Pause;
import dev.penstock.bench.harness.ProcessFigures;
import dev.penstock.bench.harness.Sample;
import dev.penstock.bench.harness.Setup;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.bench.truth.Slice;
import dev.penstock.bench.truth.TopicReader;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

import static java.util.stream.Collectors.toMap;

/** Instances of one application, each in a process of its own. Used by one thread. */
public final class Instances implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long MARGIN_MILLIS = 500;

    private final Workplace place;
    private final Cluster cluster;
    private final String bootstrap;
    private final Setup setup;
    private final Contender contender;
    private final String applicationId;
    private final Map<Integer, Launch> launches = new LinkedHashMap<>();
    private final Map<Integer, Child> children = new TreeMap<>();

    public Instances(
            Workplace place,
            Cluster cluster,
            String bootstrap,
            Setup setup,
            Contender contender,
            String applicationId) {
        this.place = place;
        this.cluster = cluster;
        this.bootstrap = bootstrap;
        this.setup = setup;
        this.contender = contender;
        this.applicationId = applicationId;
    }

    public String applicationId() {
        return applicationId;
    }

    public Contender contender() {
        return contender;
    }

    /** Creates what they write to and lets them begin where the topics begin. */
    public void prepare(int partitions) {
        cluster.create(contender.topics(applicationId, partitions));
        Map<TopicPartition, Long> ends = new TopicReader(bootstrap).ends(contender.sources());
        cluster.beginAt(applicationId, Slice.last(1, ends), contender.sources());
    }

    /** Starts one, or starts it again, with the folder that it had. */
    public void start(int number, Map<String, String> settings) {
        Launch launch = launches.computeIfAbsent(
                number, n -> new Launch(place, contender, applicationId, applicationId + "-instance-" + n));
        Map<String, Long> endless =
                contender.sources().stream().collect(toMap(topic -> topic, topic -> Long.MAX_VALUE));
        children.put(number, launch.start(bootstrap, setup, endless, settings));
    }

    /** Waits until each that was started has partitions of its own. */
    public void awaitPartitions() {
        cluster.awaitMembers(applicationId, children.size());
    }

    /** What all together have done so far. */
    Sample now() {
        long cpuNanos = 0;
        long compilerNanos = 0;
        long events = 0;
        for (Child child : children.values()) {
            String line = child.newestLine(PATIENCE);
            if (!line.startsWith(Messages.PROGRESS)) {
                throw new BenchException(line + child.lastWords());
            }
            Sample sample = Messages.sample(line);
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
     * @param progress is told how many they have
     * @return what measured them
     */
    public MeasurementTimer follow(long events, LongConsumer progress) {
        var timer = new MeasurementTimer(events);
        long before = -1;
        long movedAt = System.nanoTime();
        while (!timer.done()) {
            Sample sample = now();
            timer.accept(sample);
            progress.accept(sample.events());
            if (sample.events() > before) {
                before = sample.events();
                movedAt = sample.nanos();
            } else if (sample.nanos() - movedAt > PATIENCE.toNanos()) {
                throw children.values().iterator().next().stalled(PATIENCE);
            }
        }
        return timer;
    }

    /** Waits for the commit of what was processed, and of what that brought about. */
    public void awaitCommit() {
        Pause.millis(2 * setup.commitMillis() + MARGIN_MILLIS);
    }

    /** Ends one as a crash would. */
    public void kill(int number) {
        Child child = children.remove(number);
        child.kill();
        place.end(child);
    }

    /** Ends them and removes what they have left behind. */
    @Override
    public void close() {
        children.values().forEach(place::end);
        // When the program is being ended the broker may be gone already, and all folders go anyway.
        if (!place.isClosed()) {
            cluster.delete(applicationId + "-");
            launches.values().forEach(Launch::clearAway);
        }
    }
}
