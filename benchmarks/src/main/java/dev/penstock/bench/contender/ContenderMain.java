// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.contender;

import dev.penstock.bench.harness.Json;
import dev.penstock.bench.harness.MeasurementTimer;
import dev.penstock.bench.harness.Messages;
import dev.penstock.bench.harness.Outcome;
import dev.penstock.bench.harness.ParentWatch;
import dev.penstock.bench.harness.ProcessFigures;
import dev.penstock.bench.harness.Sample;
import dev.penstock.bench.harness.Waiting;
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
 * One contender in a process of its own: {@code ContenderMain NAME JOB}, the job being a file with a {@link Job} as JSON. Talks
 * to the harness by {@link Messages} on standard output and ends when its standard input does.
 */
public final class ContenderMain {

    private static final Logger LOG = LoggerFactory.getLogger(ContenderMain.class);
    private static final int LOOK_EVERY_MILLIS = 10;
    private static final int TELL_EVERY_MILLIS = 200;

    private final Job job;
    private final PrintStream out;

    private ContenderMain(Job job, PrintStream out) {
        this.job = job;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        RootLocale.useByDefault();
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ParentWatch.exitWithParent();
        var contender = new ContenderMain(Json.LINES.readValue(Path.of(args[1]).toFile(), Job.class), out);
        System.exit(contender.run(Contenders.named(args[0])));
    }

    /** The exit code. */
    private int run(Contender contender) throws IOException {
        try {
            out.println(Messages.OUTCOME + Json.LINES.writeValueAsString(measure(contender)));
            return 0;
        } catch (RuntimeException e) {
            LOG.error("{} failed", contender.name(), e);
            out.println(Messages.FAILED + Causes.line(e));
            return 1;
        }
    }

    private Outcome measure(Contender contender) {
        var stateFolder = Path.of(job.stateFolder());
        var timer = new MeasurementTimer(job.allEvents());
        long stateBytes;
        RunningContender run = contender.start(job);
        try (run) {
            follow(run, timer);
            run.settle();
            stateBytes = ProcessFigures.folderBytes(stateFolder);
        }
        return new Outcome(
                timer.measurement(),
                ProcessFigures.peakResidentBytes(),
                ProcessFigures.diskBytes(),
                stateBytes,
                run.tally());
    }

    private void follow(RunningContender run, MeasurementTimer timer) {
        long toldAt = System.nanoTime();
        while (!timer.done()) {
            var sample = new Sample(
                    System.nanoTime(), ProcessFigures.cpuNanos(), ProcessFigures.compilerNanos(), run.processed());
            timer.accept(sample);
            if (sample.nanos() - toldAt > TimeUnit.MILLISECONDS.toNanos(TELL_EVERY_MILLIS)) {
                out.println(Messages.progress(sample));
                toldAt = sample.nanos();
            }
            Waiting.millis(LOOK_EVERY_MILLIS);
        }
    }
}
