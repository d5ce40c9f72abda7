// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.outputs;

import java.time.Duration;

/** Says in words how long something takes or is ago. */
public final class DurationWords {

    private DurationWords() {}

    /** The two greatest units of it: {@code 9 days 3 h}, {@code 1 h}, {@code 20 s}, {@code 15 ms}. */
    public static String text(long millis) {
        var age = Duration.ofMillis(millis);
        if (age.toDays() > 0) {
            return (age.toDays() == 1 ? "1 day" : age.toDays() + " days") + rest(age.toHoursPart(), "h");
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h" + rest(age.toMinutesPart(), "min");
        }
        if (age.toMinutes() > 0) {
            return age.toMinutes() + " min" + rest(age.toSecondsPart(), "s");
        }
        return age.toSeconds() > 0 ? age.toSeconds() + " s" : millis + " ms";
    }

    private static String rest(int number, String unit) {
        return number == 0 ? "" : " " + number + " " + unit;
    }
}
