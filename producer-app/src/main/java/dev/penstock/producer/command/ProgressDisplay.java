// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import dev.penstock.cli.support.Counted;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Shows how far a run is, until it is closed: a bar on a terminal, a line now and then elsewhere. */
final class ProgressDisplay implements AutoCloseable {

    private static final long UNKNOWN = -1;
    private static final Duration BAR_EVERY = Duration.ofMillis(200);

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

    private ProgressDisplay(LongSupplier sent, View view, Duration every) {
        this.sent = sent;
        this.view = view;
        long millis = every.toMillis();
        ticker.scheduleAtFixedRate(() -> view.show(sent.getAsLong()), millis, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * A bar on standard error.
     *
     * @param sent how many events were sent so far
     * @param expected how many there will be, {@link Long#MAX_VALUE} if nobody knows
     */
    static ProgressDisplay bar(LongSupplier sent, long expected) {
        return new ProgressDisplay(sent, new Bar(expected), BAR_EVERY);
    }

    /**
     * Lines of text.
     *
     * @param sent how many events were sent so far
     */
    static ProgressDisplay lines(LongSupplier sent, Duration every, Consumer<String> out) {
        return new ProgressDisplay(sent, new Lines(out, System.nanoTime()), every);
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
                    .setUpdateIntervalMillis((int) BAR_EVERY.toMillis())
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
        private final Consumer<String> out;
        private long sentBefore;
        private long shownAt;

        Lines(Consumer<String> out, long now) {
            this.out = out;
            shownAt = now;
        }

        @Override
        public void show(long sent) {
            long now = System.nanoTime();
            double perSecond = (sent - sentBefore) * 1e9 / (now - shownAt);
            out.accept(String.format(Locale.ROOT, "%s sent, %,.0f events/s", Counted.of(sent, "event"), perSecond));
            sentBefore = sent;
            shownAt = now;
        }

        @Override
        public void close(long sent) {}
    }
}
