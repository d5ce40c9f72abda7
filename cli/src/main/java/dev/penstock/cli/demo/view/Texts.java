// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.view;

import dev.penstock.cli.demo.state.DemoInput;
import dev.penstock.cli.demo.state.DemoInput.Generated;
import dev.penstock.cli.demo.state.DemoInput.Replayed;
import dev.penstock.cli.demo.state.DemoSnapshot.Counts;
import dev.penstock.cli.demo.state.DemoSnapshot.Field;
import dev.penstock.cli.support.Counted;
import dev.penstock.event.pipeline.mistake.Quote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts numbers, fields and how things stand into words. What comes out is safe to print, whatever went in. */
public final class Texts {

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

    /** Where the events come from, and how far they are: parts of a sentence, between which a line may end. */
    static List<String> words(DemoInput input) {
        return input instanceof Replayed replayed ? words(replayed) : words((Generated) input);
    }

    private static List<String> words(Generated input) {
        return List.of(
                String.format(Locale.ROOT, "%s generated, %s users;", rate(input.rate()), count(input.users())),
                String.format(
                        Locale.ROOT,
                        "%s late and %s malformed on purpose",
                        share(input.late()),
                        share(input.malformed())));
    }

    private static List<String> words(Replayed input) {
        String name = printable(input.name());
        return switch (input.stage()) {
            case SENDING ->
                List.of("replaying " + name + ":", Counted.of(input.sent(), "event") + " sent", percent(input));
            case SENT -> List.of(name + ":", allOf(input) + " sent,", "being processed");
            case PROCESSED -> List.of(name + ":", allOf(input) + " sent,", "everything is processed");
        };
    }

    private static String allOf(Replayed input) {
        return (input.sent() == 1 ? "" : "all ") + Counted.of(input.sent(), "event");
    }

    private static String percent(Replayed input) {
        return input.bytes() == 0 ? "" : String.format(Locale.ROOT, "%d %%", 100 * input.readBytes() / input.bytes());
    }

    /** What is still to do and what went another way, the most frequent reason first. */
    static List<String> words(Counts counts) {
        List<String> words = new ArrayList<>();
        words.add("lag " + count(counts.lag()));
        words.add("late " + count(counts.late()) + (counts.late() == 0 ? "" : " (in all groups)"));
        if (counts.keyMissing() > 0) {
            words.add("without a group's key " + count(counts.keyMissing()));
        }
        words.add("dead letters " + count(counts.allDeadLetters())
                + (counts.deadLetters().isEmpty() ? "" : ":"));
        counts.deadLetters().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(reason -> words.add(reason.getKey() + " " + count(reason.getValue())));
        return words;
    }
}
