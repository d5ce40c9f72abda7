// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.command;

import dev.penstock.cli.support.Causes;
import dev.penstock.cli.support.Counted;
import dev.penstock.producer.input.RefusedInputException;
import dev.penstock.producer.send.EventSender;
import dev.penstock.producer.send.SendException;
import dev.penstock.producer.send.Summary;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One run from the command line: shows the progress, reports the end, and sees a Ctrl-C through. */
final class ProduceRun {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    /** Whoever sends a SIGTERM mostly waits 10 seconds before the kill. */
    private static final int SEE_THROUGH_SECONDS = 6;

    private static final int REPORT_WITHIN_SECONDS = 2;

    private final EventSender sender;
    private final boolean replayed;
    private final long expected;
    private final boolean json;
    private final PrintWriter out;
    private final RunLog log;

    /**
     * @param replayed whether the events are somebody's own, of which none should be malformed
     * @param expected how many events there will be, {@link Long#MAX_VALUE} if nobody knows
     * @param json whether the summary goes to {@code out} as JSON too
     */
    ProduceRun(EventSender sender, boolean replayed, long expected, boolean json, PrintWriter out, RunLog log) {
        this.sender = sender;
        this.replayed = replayed;
        this.expected = expected;
        this.json = json;
        this.out = out;
        this.log = log;
    }

    /** The exit code. */
    int run() {
        var reported = new CountDownLatch(1);
        var onSignal = new Thread(() -> stopAndWait(reported), "produce-stop");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            return sendAndReport();
        } finally {
            reported.countDown();
            removeHook(onSignal);
        }
    }

    private int sendAndReport() {
        String fault = "";
        var progress = log.showProgress(() -> sender.progress().total().events(), expected);
        try {
            sender.run();
        } catch (SendException | RefusedInputException e) {
            fault = e.getMessage();
        } catch (IOException e) {
            fault = "the input can't be read: " + Causes.line(e);
        } finally {
            progress.close();
        }
        var summary = sender.progress();
        if (summary.total().events() > 0 || fault.isEmpty()) {
            report(summary);
        }
        if (fault.isEmpty() && sender.gaveUp()) {
            fault = "stopped after " + summary.total().events() + " events, because Kafka takes no more";
        }
        if (fault.isEmpty() && allMalformed(summary.total())) {
            long events = summary.total().events();
            fault = events == 1
                    ? "the only event is malformed"
                    : "all " + Counted.of(events, "event") + " are malformed";
        }
        if (!fault.isEmpty()) {
            log.error(fault);
        }
        return fault.isEmpty() && summary.failed() == 0 ? DONE : FAILED;
    }

    private boolean allMalformed(Summary.TopicCounts total) {
        return replayed && total.events() > 0 && total.malformed() == total.events();
    }

    private void report(Summary summary) {
        log.info(SummaryReport.text(summary));
        if (json) {
            out.println(SummaryReport.json(summary));
            out.flush();
        }
    }

    private void stopAndWait(CountDownLatch reported) {
        sender.stop();
        try {
            if (reported.await(SEE_THROUGH_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            sender.giveUp();
            if (!reported.await(REPORT_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                log.error("not stopped within " + (SEE_THROUGH_SECONDS + REPORT_WITHIN_SECONDS) + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then the hook is what ended the run.
            return;
        }
    }
}
