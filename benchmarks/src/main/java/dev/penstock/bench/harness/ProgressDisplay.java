// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Shows the progress of a benchmark: a bar over the whole of it on a terminal, a line for each part elsewhere. */
public final class ProgressDisplay implements Progress {

    private static final int REDRAW_MILLIS = 250;
    private static final double MICROS_PER_STEP = 1000;

    private final ProgressBar bar;
    private double before;
    private double part;

    private ProgressDisplay(ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * @param micros about how long everything takes
     * @param terminal whether standard error is one
     */
    public static Progress of(double micros, PrintWriter err, boolean terminal) {
        if (!terminal) {
            return new Lines(err, System.nanoTime());
        }
        return new ProgressDisplay(new ProgressBarBuilder()
                .setTaskName("bench")
                .setInitialMax(Math.round(micros / MICROS_PER_STEP))
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .hideEta()
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build());
    }

    @Override
    public void begin(String name, double micros) {
        before += part;
        part = micros;
        bar.setExtraMessage(name);
        at(0);
    }

    @Override
    public void at(double share) {
        bar.stepTo(Math.round((before + part * share) / MICROS_PER_STEP));
    }

    @Override
    public void close() {
        bar.close();
    }

    /** @param startedAt by {@link System#nanoTime()} */
    private record Lines(PrintWriter err, long startedAt) implements Progress {
        @Override
        public void begin(String name, double micros) {
            err.printf(Locale.ROOT, "%5d s  %s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedAt), name);
            err.flush();
        }

        @Override
        public void at(double share) {}

        @Override
        public void close() {}
    }
}
