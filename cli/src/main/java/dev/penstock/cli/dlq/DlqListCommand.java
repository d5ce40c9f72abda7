// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.dlq;

import dev.penstock.cli.support.BaseCommand;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.replay.LetterFilter;
import dev.penstock.streams.deadletters.replay.LetterList;
import dev.penstock.streams.deadletters.replay.LetterText;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.util.function.Function;

/** Prints what is in a topic of dead letters or late events. */
@Command(
        name = "list",
        sortOptions = false,
        description = {
            "Prints the dead letters or late events of a topic, from its beginning to its present end.",
            "A line has the time of the record, what is wrong with it, where it came from, its key and the beginning of"
                    + " its value, with tabs between them. Nothing is changed."
        },
        exitCodeList = {"0:the letters were printed, or there are none", "1:it failed", "2:wrong usage"})
final class DlqListCommand extends BaseCommand {

    @Mixin
    private LetterArguments letters;

    @Option(names = "--json", description = "Prints each letter as one JSON object, with all that is in it")
    private boolean json;

    @Override
    public Integer call() {
        LetterFilter filter = letters.filter();
        PrintWriter out = out();
        Function<Letter, String> text = json ? LetterText::json : LetterText::line;
        var counts =
                LetterList.show(letters.kafka(), letters.topic(), filter, letter -> out.println(text.apply(letter)));
        out.flush();
        err().println(LetterCounts.text(counts));
        return ExitCode.OK;
    }
}
