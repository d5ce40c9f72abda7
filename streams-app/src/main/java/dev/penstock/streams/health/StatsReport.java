// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.health;

import dev.penstock.streams.client.InputLags;
import dev.penstock.streams.client.InputLags.Lag;
import dev.penstock.streams.http.answer.StatsOf;
import dev.penstock.streams.http.answer.StatsOf.PerSecond;
import dev.penstock.streams.metrics.PipelineMetrics;
import io.micrometer.core.instrument.MeterRegistry;

/** Tells what this instance has counted. Asks nobody over the network. Safe for use by many threads. */
public final class StatsReport {

    private final CounterTotals totals;
    private final Rates events;
    private final Rates rows;
    private final InputLags lags;
    private final Latencies latencies;
    private final long since = System.currentTimeMillis();

    public StatsReport(MeterRegistry registry, InputLags lags, Latencies latencies) {
        this.totals = new CounterTotals(registry);
        this.lags = lags;
        this.latencies = latencies;
        this.events = new Rates(() -> totals.by(PipelineMetrics.EVENTS, "source"), System::nanoTime);
        this.rows = new Rates(() -> totals.by(PipelineMetrics.ROWS, "output"), System::nanoTime);
    }

    /** To be called every second, for the rates. */
    void sample() {
        events.sample();
        rows.sample();
    }

    public StatsOf read() {
        Lag lag = lags.read();
        return new StatsOf(
                since,
                totals.by(PipelineMetrics.EVENTS, "source"),
                totals.by(PipelineMetrics.EMPTY, "source"),
                totals.by(PipelineMetrics.ROWS, "output"),
                totals.by(PipelineMetrics.LATE, "group"),
                totals.by(PipelineMetrics.KEY_MISSING, "group"),
                totals.deadLetters(),
                lag.known() ? Long.valueOf(lag.own()) : null,
                lag.known() ? Long.valueOf(lag.all()) : null,
                new PerSecond(events.perSecond(), rows.perSecond()),
                latencies.read());
    }
}
