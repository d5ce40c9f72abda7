// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

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

/** Penstock as {@code penstock streams} runs it. */
final class RunningPenstock extends RunningStreams {

    private final StreamsApp app;
    private final IanaRegions regions = new IanaRegions();
    private final MeterRegistry registry = InstanceMeters.newRegistry();

    /** Starts it. */
    RunningPenstock(Pipeline pipeline, Map<String, String> settings, Job job) {
        super(job);
        app = new StreamsApp(pipeline, StreamsSettings.of(settings), regions, registry);
        app.failure().thenAccept(this::failed);
        app.start();
    }

    /**
     * By its own counter: for the metrics of Kafka Streams a run of records is one. Without what the application itself
     * would look up beside it, since this is asked a hundred times a second.
     */
    @Override
    long count() {
        return (long) registry.find(PipelineMetrics.PROCESSED).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Override
    boolean stop(Duration within) {
        boolean stopped = app.stop(within);
        regions.close();
        return stopped;
    }
}
