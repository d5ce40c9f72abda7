// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.serving;

import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;

import java.time.Duration;
import java.util.Locale;

/** When an answer has to be there. */
public record Deadline(long nanoTime) {

    /** The longest that any request may take. */
    public static final Duration LONGEST = Duration.ofSeconds(5);

    /** So much from now on, {@link #LONGEST} at most. */
    public static Deadline in(Duration time) {
        Duration capped = time.compareTo(LONGEST) > 0 ? LONGEST : time;
        return new Deadline(System.nanoTime() + capped.toNanos());
    }

    /** What is left; zero or less once it has passed. */
    public Duration left() {
        return Duration.ofNanos(nanoTime - System.nanoTime());
    }

    public boolean passed() {
        return System.nanoTime() - nanoTime >= 0;
    }

    /** An earlier one, by which a part of the work has to be done so that the rest is done in time. */
    Deadline half() {
        return new Deadline(System.nanoTime() + left().toNanos() / 2);
    }

    static Problem problem() {
        return Problem.of(
                Kind.TIMEOUT, String.format(Locale.ROOT, "the answer was not there within %d s", LONGEST.toSeconds()));
    }
}
