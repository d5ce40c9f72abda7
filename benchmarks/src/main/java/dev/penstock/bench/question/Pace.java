// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Cluster;
import dev.penstock.bench.harness.Fill;
import dev.penstock.bench.harness.MeasurementTimer;
import dev.penstock.bench.harness.Sample;
import dev.penstock.bench.harness.Workload;
import dev.penstock.bench.harness.Workplace;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How fast this machine is beside the one that the sizes of questions are meant for. On a slower one questions have fewer
 * events, so that they take about as long.
 *
 * @param factor how many times as long everything takes here, 1 to {@value #SLOWEST}; 1 on that machine and any faster one
 */
public record Pace(double factor) {

    /** Fewer events than such a machine reads would tell nothing. */
    public static final int SLOWEST = 8;

    /** As far as the run of all questions can take longer than where it is usual and still ends within half an hour. */
    private static final double SLACK = 1.15;

    private static final List<Step> STEPS = List.of(
            new Step(1, "all"),
            new Step(1.5, "two thirds"),
            new Step(2, "half"),
            new Step(3, "a third"),
            new Step(4, "a quarter"),
            new Step(6, "a sixth"),
            new Step(SLOWEST, "an eighth"));

    private static final long EVENTS = 4_000_000;
    private static final long SEED = 1;
    private static final double MICROS_PER_SECOND = TimeUnit.SECONDS.toMicros(1);

    private record Step(double divisor, String words) {}

    /** @throws IllegalArgumentException if the factor is out of its range */
    public Pace {
        if (!(factor >= 1 && factor <= SLOWEST)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a pace is 1 to %d, found %s", SLOWEST, factor));
        }
    }

    /**
     * Measures it, in some ten seconds: events are made and sent to a broker, and the last third of them is timed.
     *
     * @throws BenchException if they can't be sent
     */
    public static Pace measure() {
        var timer = new MeasurementTimer(EVENTS);
        try (var place = Workplace.open();
                var cluster = Cluster.start(place)) {
            Fill.fill(
                    cluster.bootstrap(),
                    new Workload(EVENTS, Workload.USERS, 0, Workload.LOGIN_SHARE, SEED),
                    events -> timer.accept(new Sample(System.nanoTime(), 0, 0, events)));
        }
        double micros = MICROS_PER_SECOND / timer.measurement().eventsPerSecond();
        return new Pace(Math.min(SLOWEST, Math.max(1, micros / Fill.EXPECTED_MICROS)));
    }

    /**
     * As many as are dealt with in no more than {@value #SLACK} times what so many take where it is usual: all, two thirds,
     * half, and so on. With steps that large, two runs on one machine mostly have the same, so that they can be compared.
     */
    public long events(long usual) {
        return Math.round(usual / step().divisor);
    }

    /** What {@link #events} leaves, in words. */
    public String words() {
        return step().words;
    }

    private Step step() {
        return STEPS.stream()
                .filter(step -> step.divisor * SLACK >= factor)
                .findFirst()
                .orElseThrow();
    }

    /** What is done here in so many seconds takes so many where it is usual. */
    public double usualSeconds(double seconds) {
        return seconds / factor;
    }
}
