// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question.queries;

import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.harness.Figures;
import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts replies by outcome and times them, from the moment at which a request was due. Only requests that were due in
 * the measured time count. Safe for use by many threads.
 */
final class LookupTally {

    private static final int DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double PERCENT = 100;
    private static final String REFUSED = "503";
    private static final String LATE = "504";
    private static final int MOST_EXAMPLES = 3;

    private final Histogram micros = new Histogram(DIGITS);
    private final Map<String, Long> outcomes = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private long from = Long.MAX_VALUE;
    private long to = Long.MAX_VALUE;

    /**
     * Says which requests count: those due in this time, by {@link System#nanoTime()}. To be said before the first of
     * them.
     */
    synchronized void measure(long fromNanos, long toNanos) {
        from = fromNanos;
        to = toNanos;
    }

    /** Ends the measured time. */
    synchronized void endAt(long nanos) {
        to = nanos;
    }

    /**
     * A reply has come.
     *
     * @param due when its request was due
     * @param now both by {@link System#nanoTime()}
     */
    synchronized void replied(long due, long now, Reply reply) {
        if (due < from || due >= to) {
            return;
        }
        outcomes.merge(reply.outcome(), 1L, Long::sum);
        micros.recordValue(Math.max(0, now - due) / 1_000);
        if (isFault(reply.status()) && faults.size() < MOST_EXAMPLES) {
            faults.add("an answer had status " + reply.outcome());
        }
    }

    /** An instance may refuse, or be too late, and a process that is killed leaves requests open; all else is a fault. */
    private static boolean isFault(int status) {
        return status != Reply.OK
                && status != Reply.NONE
                && !String.valueOf(status).equals(REFUSED)
                && !String.valueOf(status).equals(LATE);
    }

    /** How many requests have had a reply. */
    synchronized long replies() {
        return micros.getTotalCount();
    }

    /** Statuses that no request should get. */
    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    /** Replies by outcome, in words. */
    synchronized Map<String, Long> outcomes() {
        return new TreeMap<>(outcomes);
    }

    /** Times, and how many were not answered. */
    synchronized Figures figures() {
        double noAnswer = count("no answer");
        double answers = Math.max(1, micros.getTotalCount() - noAnswer);
        return new Figures(Map.of(
                Figure.P50_MILLIS, micros.getValueAtPercentile(50) / MICROS_PER_MILLI,
                Figure.P99_MILLIS, micros.getValueAtPercentile(99) / MICROS_PER_MILLI,
                Figure.P999_MILLIS, micros.getValueAtPercentile(99.9) / MICROS_PER_MILLI,
                Figure.MOST_MILLIS, micros.getMaxValue() / MICROS_PER_MILLI,
                Figure.LOOKUPS, (double) micros.getTotalCount(),
                Figure.REFUSED_PERCENT, PERCENT * count(REFUSED) / answers,
                Figure.TIMEOUTS, count(LATE),
                Figure.UNANSWERED, noAnswer));
    }

    private double count(String beginning) {
        return outcomes.entrySet().stream()
                .filter(outcome -> outcome.getKey().startsWith(beginning))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
