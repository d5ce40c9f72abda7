// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import com.fasterxml.jackson.core.JsonProcessingException;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.DoubleConsumer;

/** Follows a contender to its outcome. */
public final class OutcomeWatch {

    /** A contender that does not get on for so long is given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private OutcomeWatch() {}

    /**
     * Ends the process, whatever happens.
     *
     * @param events how many there are to process
     * @param progress is told which share of them is processed
     * @throws BenchException if it fails or does not get on
     */
    public static Outcome follow(Workplace place, Child child, long events, DoubleConsumer progress) {
        try {
            return outcome(child, events, progress);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } finally {
            place.end(child);
        }
    }

    private static Outcome outcome(Child child, long events, DoubleConsumer progress) throws JsonProcessingException {
        long before = -1;
        long movedAt = System.nanoTime();
        while (true) {
            String line = child.nextLine(PATIENCE);
            if (line.startsWith(Messages.OUTCOME)) {
                return Json.LINES.readValue(line.substring(Messages.OUTCOME.length()), Outcome.class);
            } else if (line.startsWith(Messages.FAILED)) {
                throw new BenchException(line.substring(Messages.FAILED.length()) + child.lastWords());
            } else if (line.startsWith(Messages.PROGRESS)
                    && Messages.sample(line).events() > before) {
                before = Messages.sample(line).events();
                movedAt = System.nanoTime();
                progress.accept((double) before / events);
            } else if (System.nanoTime() - movedAt > PATIENCE.toNanos()) {
                throw child.stalled(PATIENCE);
            }
        }
    }
}
