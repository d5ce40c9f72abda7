// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.cli.support.Causes;
import dev.penstock.cli.support.RootLocale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * One contender in a process of its own: {@code Contender NAME JOB}, the job being a file with a {@link Job} as JSON. Talks
 * to the harness by {@link Messages} on standard output and ends when its standard input does.
 */
public final class Contender {

    private static final Logger LOG = LoggerFactory.getLogger(Contender.class);
    private static final int LOOK_EVERY_MILLIS = 10;
    private static final int TELL_EVERY_MILLIS = 200;

    private final Job job;
    private final PrintStream out;

    private Contender(Job job, PrintStream out) {
        this.job = job;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        RootLocale.useByDefault();
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ParentWatch.exitWithParent();
        var contender = new Contender(Json.LINES.readValue(Path.of(args[1]).toFile(), Job.class), out);
        System.exit(contender.run(Entrants.named(args[0])));
    }

    /** The exit code. */
    private int run(Entrant entrant) throws IOException {
        try {
            out.println(Messages.OUTCOME + Json.LINES.writeValueAsString(measure(entrant)));
            return 0;
        } catch (RuntimeException e) {
            LOG.error("{} failed", entrant.name(), e);
            out.println(Messages.FAILED + Causes.line(e));
            return 1;
        }
    }

    private Outcome measure(Entrant entrant) {
        var stateFolder = Path.of(job.stateFolder());
        var timer = new StretchTimer(job.allEvents());
        long stateBytes;
        Run run = entrant.start(job);
        try (run) {
            follow(run, timer);
            run.settle();
            stateBytes = ProcessFigures.folderBytes(stateFolder);
        }
        return new Outcome(
                timer.stretch(),
                ProcessFigures.peakResidentBytes(),
                ProcessFigures.diskBytes(),
                stateBytes,
                run.tally());
    }

    private void follow(Run run, StretchTimer timer) {
        long toldAt = System.nanoTime();
        while (!timer.done()) {
            var sample = new Sample(
                    System.nanoTime(), ProcessFigures.cpuNanos(), ProcessFigures.compilerNanos(), run.processed());
            timer.accept(sample);
            if (sample.nanos() - toldAt > TimeUnit.MILLISECONDS.toNanos(TELL_EVERY_MILLIS)) {
                out.println(Messages.progress(sample));
                toldAt = sample.nanos();
            }
            sleep();
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
