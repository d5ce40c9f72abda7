// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.cli.support.CommandException;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.streams.app.StreamsApp;
import dev.penstock.streams.app.StreamsSettings;
import dev.penstock.streams.geo.IanaRegions;
import dev.penstock.streams.metrics.InstanceMeters;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/** Penstock as {@code penstock streams} runs it. */
final class PenstockApplication implements Application {

    private static final Duration STOP_WITHIN = Duration.ofMinutes(3);

    private final StreamsApp app;
    private final IanaRegions regions = new IanaRegions();
    private final MeterRegistry registry = InstanceMeters.newRegistry();
    private final AtomicReference<CommandException> failure = new AtomicReference<>();

    private PenstockApplication(Pipeline pipeline, Map<String, String> settings) {
        app = new StreamsApp(pipeline, StreamsSettings.of(settings), regions, registry);
        app.failure().thenAccept(failure::set);
    }

    static Application start(Pipeline pipeline, Map<String, String> settings) {
        var application = new PenstockApplication(pipeline, settings);
        application.app.start();
        return application;
    }

    @Override
    public void requireAlive() {
        CommandException thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("the application failed", thrown);
        }
    }

    /** Without what the application itself would look up beside it: this is asked a hundred times a second. */
    @Override
    public OptionalLong processed() {
        return OptionalLong.of((long) registry.find(PipelineMetrics.PROCESSED).counters().stream()
                .mapToDouble(Counter::count)
                .sum());
    }

    @Override
    public void close() {
        if (!app.stop(STOP_WITHIN)) {
            throw new IllegalStateException("not stopped within " + STOP_WITHIN.toSeconds() + " s");
        }
        regions.close();
    }
}
