// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as pipeline files, options and requests have them: {@code 500ms}, {@code 30s}, {@code 7d}. */
public final class Durations {

    /** The longest that is taken: some years, far from where milliseconds overflow. */
    public static final Duration LONGEST = Duration.ofDays(3650);

    /** As many as always fit into a long. */
    private static final int MAX_DIGITS = 18;

    private static final List<Unit> LONGEST_UNIT_FIRST = List.of(
            new Unit("d", Duration.ofDays(1)),
            new Unit("h", Duration.ofHours(1)),
            new Unit("m", Duration.ofMinutes(1)),
            new Unit("s", Duration.ofSeconds(1)),
            new Unit("ms", Duration.ofMillis(1)));

    private static final Pattern FORM = Pattern.compile("([0-9]+)(ms|s|m|h|d)");

    private record Unit(String letters, Duration length) {}

    private Durations() {}

    /**
     * Reads a whole number and its unit, with nothing around or between them.
     *
     * @return empty if the text has another form; whatever is more than {@link #LONGEST} is not exact, but still more
     */
    public static Optional<Duration> read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digits = matcher.group(1);
        long amount = digits.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
        Duration unit = unit(matcher.group(2));
        return Optional.of(unit.multipliedBy(Math.min(amount, LONGEST.dividedBy(unit) + 1)));
    }

    private static Duration unit(String letters) {
        return LONGEST_UNIT_FIRST.stream()
                .filter(unit -> unit.letters().equals(letters))
                .findFirst()
                .orElseThrow()
                .length();
    }

    /**
     * What {@link #read} reads, in the longest unit that makes it a whole number.
     *
     * @param duration in whole milliseconds; what is left over is left out
     */
    public static String text(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        long millis = duration.toMillis();
        return LONGEST_UNIT_FIRST.stream()
                .filter(unit -> millis % unit.length().toMillis() == 0)
                .findFirst()
                .map(unit -> millis / unit.length().toMillis() + unit.letters())
                .orElseThrow();
    }
}
