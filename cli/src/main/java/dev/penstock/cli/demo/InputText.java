// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo;

import dev.penstock.cli.demo.DemoInput.Generated;
import dev.penstock.cli.demo.DemoInput.Replayed;

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
                "%s generated, %s users;".formatted(Texts.rate(input.rate()), Texts.count(input.users())),
                "%s late and %s malformed on purpose"
                        .formatted(Texts.share(input.late()), Texts.share(input.malformed())));
    }

    private static List<String> words(Replayed input) {
        String name = Texts.printable(input.name());
        return switch (input.stage()) {
            case SENDING ->
                List.of("replaying " + name + ":", Texts.count(input.sent()) + " lines sent", percent(input));
            case SENT -> List.of(name + ":", "all " + Texts.count(input.sent()) + " lines sent,", "being processed");
            case PROCESSED ->
                List.of(name + ":", "all " + Texts.count(input.sent()) + " lines sent,", "everything is processed");
        };
    }

    private static String percent(Replayed input) {
        return input.bytes() == 0 ? "" : String.format(Locale.ROOT, "%d %%", 100 * input.readBytes() / input.bytes());
    }
}
