// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.demo.DemoInput.Generated;
import dev.penstock.cli.demo.DemoInput.Replayed;
import dev.penstock.cli.support.Counted;

import java.util.List;
import java.util.Locale;

/** Says where the events come from, and how far they are. */
final class InputText {

    private InputText() {}

    /** Parts of a sentence, between which a line may end. */
    static List<String> words(DemoInput input) {
        return input instanceof Replayed replayed ? words(replayed) : words((Generated) input);
    }

    private static List<String> words(Generated input) {
        return List.of(
                String.format(
                        Locale.ROOT, "%s generated, %s users;", Texts.rate(input.rate()), Texts.count(input.users())),
                String.format(
                        Locale.ROOT,
                        "%s late and %s malformed on purpose",
                        Texts.share(input.late()),
                        Texts.share(input.malformed())));
    }

    private static List<String> words(Replayed input) {
        String name = Texts.printable(input.name());
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
}
