// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Shows how far a run is: a bar on a terminal, a line every second elsewhere. */
final class ProgressDisplay implements AutoCloseable {

    private static final long UNKNOWN = -1;
    private static final int BAR_MILLIS = 200;
    private static final int LINE_MILLIS = 1000;

    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "produce-progress");
        thread.setDaemon(true);
        return thread;
    });
    private final LongSupplier sent;
    private final View view;

    private interface View {
        void show(long sent);

        void close(long sent);
    }

    /**
     * @param sent how many events were sent so far
     * @param expected how many there will be, {@link Long#MAX_VALUE} if nobody knows
     */
    ProgressDisplay(LongSupplier sent, long expected, PrintWriter err, boolean terminal) {
        this.sent = sent;
        view = terminal ? new Bar(expected) : new Lines(err, System.nanoTime());
        int millis = terminal ? BAR_MILLIS : LINE_MILLIS;
        ticker.scheduleAtFixedRate(() -> view.show(sent.getAsLong()), millis, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        view.close(sent.getAsLong());
    }

    private static final class Bar implements View {
        private final ProgressBar bar;

        Bar(long expected) {
            bar = new ProgressBarBuilder()
                    .setTaskName("produce")
                    .setInitialMax(expected == Long.MAX_VALUE ? UNKNOWN : expected)
                    .setUpdateIntervalMillis(BAR_MILLIS)
                    .setUnit(" events", 1)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .showSpeed()
                    .build();
        }

        @Override
        public void show(long sent) {
            bar.stepTo(sent);
        }

        @Override
        public void close(long sent) {
            bar.stepTo(sent);
            bar.close();
        }
    }

    private static final class Lines implements View {
        private final PrintWriter err;
        private long sentBefore;
        private long shownAt;

        Lines(PrintWriter err, long now) {
            this.err = err;
            shownAt = now;
        }

        @Override
        public void show(long sent) {
            long now = System.nanoTime();
            err.printf(
                    Locale.ROOT,
                    "%,d events sent, %,.0f events/s%n",
                    sent,
                    (sent - sentBefore) * 1e9 / (now - shownAt));
            err.flush();
            sentBefore = sent;
            shownAt = now;
        }

        @Override
        public void close(long sent) {}
    }
}
