// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.demo.DemoSnapshot.Field;
import dev.penstock.event.pipeline.mistake.Quote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts numbers and fields into words. What comes out is safe to print, whatever went in. */
final class Texts {

    private Texts() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f/s", perSecond);
    }

    /** {@code 0:07}, {@code 12:34}, {@code 1:00:00}. */
    static String clock(Duration elapsed) {
        long hours = elapsed.toHours();
        return hours == 0
                ? String.format(Locale.ROOT, "%d:%02d", elapsed.toMinutesPart(), elapsed.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d:%02d", hours, elapsed.toMinutesPart(), elapsed.toSecondsPart());
    }

    static String share(double share) {
        return String.format(Locale.ROOT, "%s %%", Math.round(share * 10_000) / 100.0)
                .replace(".0 %", " %");
    }

    static String printable(String text) {
        return Quote.printable(text);
    }

    /** {@code name value} of each field. */
    static List<String> words(List<Field> fields) {
        List<String> words = new ArrayList<>();
        for (Field field : fields) {
            words.add(printable((field.name() + " " + field.value()).strip()));
        }
        return words;
    }
}
