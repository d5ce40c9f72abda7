// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.score;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** What is counted of the calls to a model, committed or not. */
final class ScoreMeters {

    private static final Duration[] BOUNDS = LongStream.of(
                    1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);
    private static final double[] SIZES = {1, 8, 16, 32, 64, 128, 256, 1_000};

    final AtomicInteger inFlight = new AtomicInteger();
    final AtomicInteger waiting = new AtomicInteger();
    final Counter texts;
    final Counter retries;
    final DistributionSummary batch;
    final Timer wait;
    final Timer call;
    private final Map<CallFailure.Kind, Counter> failures = new EnumMap<>(CallFailure.Kind.class);

    ScoreMeters(MeterRegistry registry, String stream, String score) {
        Tags tags = Tags.of("stream", stream, "score", score);
        Gauge.builder("penstock.score.in.flight", inFlight, AtomicInteger::get)
                .description("Calls to a model that are under way")
                .tags(tags)
                .register(registry);
        Gauge.builder("penstock.score.waiting", waiting, AtomicInteger::get)
                .description("Whether processing waits for a model that does not answer as it should")
                .tags(tags)
                .register(registry);
        texts = Counter.builder("penstock.score.texts")
                .description("Texts that a model has answered about, committed or not")
                .tags(tags)
                .register(registry);
        retries = Counter.builder("penstock.score.retries")
                .description("Calls to a model that were repeated")
                .tags(tags)
                .register(registry);
        batch = DistributionSummary.builder("penstock.score.batch.size")
                .description("Texts of a call to a model")
                .serviceLevelObjectives(SIZES)
                .tags(tags)
                .register(registry);
        wait = Timer.builder("penstock.score.wait")
                .description("How long the first text of a batch waited for its call")
                .serviceLevelObjectives(BOUNDS)
                .tags(tags)
                .register(registry);
        call = Timer.builder("penstock.score.call")
                .description("How long calls to a model took, answered or not")
                .serviceLevelObjectives(BOUNDS)
                .tags(tags)
                .register(registry);
        for (CallFailure.Kind kind : CallFailure.Kind.values()) {
            failures.put(
                    kind,
                    Counter.builder("penstock.score.failures")
                            .description("Calls to a model that failed")
                            .tags(tags.and("kind", kind.name().toLowerCase(Locale.ROOT)))
                            .register(registry));
        }
    }

    void failed(CallFailure.Kind kind) {
        failures.get(kind).increment();
    }
}
