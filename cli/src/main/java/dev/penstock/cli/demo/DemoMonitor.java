// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.demo.state.DemoInput.Stage;
import dev.penstock.cli.demo.state.DemoSnapshot;
import dev.penstock.cli.demo.state.DemoSnapshot.Counts;
import dev.penstock.cli.demo.state.DemoSnapshot.Flow;
import dev.penstock.cli.demo.state.DemoSnapshot.Subject;
import dev.penstock.cli.demo.state.Outputs;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Source;
import dev.penstock.streams.app.RunningPipeline;
import dev.penstock.streams.app.StreamsApp;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks the parts of a demo how they are. Used by one thread. */
final class DemoMonitor {

    /** As long as nothing new has to come out for what crosses a repartition topic to be through. */
    private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();

    private final Subject subject;
    private final Pipeline pipeline;
    private final Parts parts;
    private final long startNanos;
    private final Map<String, RateMeter> meters = new HashMap<>();
    private long lastWritten;
    private long lastChangeNanos;

    /** What is asked. */
    record Parts(DemoEvents events, DemoProducer producer, StreamsApp app, MeterRegistry registry, Outputs outputs) {}

    /** @param startNanos when the process started, by {@link System#nanoTime()} */
    DemoMonitor(Subject subject, Pipeline pipeline, Parts parts, long startNanos) {
        this.subject = subject;
        this.pipeline = pipeline;
        this.parts = parts;
        this.startNanos = startNanos;
    }

    DemoSnapshot snapshot() {
        long now = System.nanoTime();
        List<Flow> in = new ArrayList<>();
        for (Source source : pipeline.sources()) {
            in.add(flow("in " + source.name(), source.name(), count(PipelineMetrics.EVENTS, source.name()), now));
        }
        List<Flow> out = new ArrayList<>();
        parts.outputs.totals().forEach((name, total) -> out.add(flow("out " + name, name, total, now)));
        RunningPipeline running = parts.app.progress();
        long sent = parts.producer.progress().total().events();
        var counts = new Counts(
                running.lag().all(),
                running.late(),
                count(PipelineMetrics.KEY_MISSING),
                new TreeMap<>(running.deadLetters()));
        return new DemoSnapshot(
                subject,
                Duration.ofNanos(now - startNanos),
                in,
                out,
                counts,
                parts.events.progress(sent, stage(running, out, now)),
                parts.outputs.watched(now),
                parts.outputs.rows(),
                parts.outputs.events());
    }

    /** Whether everything sent was read and everything written was seen. */
    boolean caughtUp() {
        RunningPipeline running = parts.app.progressNow();
        long seen = parts.outputs.totals().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return running.events() >= parts.producer.progress().delivered()
                && isAllRead(running)
                && seen >= running.rows();
    }

    private Flow flow(String meter, String name, long total, long now) {
        double rate = meters.computeIfAbsent(meter, any -> new RateMeter()).update(now, total);
        return new Flow(name, rate, total);
    }

    private Stage stage(RunningPipeline running, List<Flow> out, long now) {
        long written = out.stream().mapToLong(Flow::total).sum() + running.rows() + running.events();
        if (written != lastWritten) {
            lastWritten = written;
            lastChangeNanos = now;
        }
        if (!parts.producer.ended()) {
            return Stage.SENDING;
        }
        boolean processed = running.events() >= parts.producer.progress().delivered()
                && parts.app.isCommitted()
                && now - lastChangeNanos >= QUIET_NANOS
                && isAllRead(parts.app.progressNow());
        return processed ? Stage.PROCESSED : Stage.SENT;
    }

    private static boolean isAllRead(RunningPipeline running) {
        return running.lag().known() && running.lag().all() == 0;
    }

    private long count(String counter, String... source) {
        var search = parts.registry.find(counter);
        for (String name : source) {
            search.tag("source", name);
        }
        return (long) search.counters().stream().mapToDouble(Counter::count).sum();
    }
}
