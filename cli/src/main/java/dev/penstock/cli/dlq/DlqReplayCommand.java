// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.dlq;

import dev.penstock.cli.support.BaseCommand;
import dev.penstock.cli.support.Counted;
import dev.penstock.streams.deadletters.Letter;
import dev.penstock.streams.deadletters.replay.LetterReplay;
import dev.penstock.streams.deadletters.replay.LetterText;
import dev.penstock.streams.deadletters.replay.ReplayTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.util.Optional;

/** Sends dead letters or late events back. */
@Command(
        name = "replay",
        sortOptions = false,
        description = {
            "Sends the dead letters or late events of a topic back to the topic and partition that they came from, with"
                    + " the key, value, headers and timestamp that they had.",
            "Each is sent once, however often this is run and wherever it is stopped. How far it got are the offsets of"
                    + " the group penstock-dlq-replay-TOPIC, which Kafka forgets a week after the last replay unless"
                    + " offsets.retention.minutes says otherwise. The letters stay in their topic. Ctrl-C ends it after"
                    + " the letters that are being sent.",
            "A letter that is cut, because its topic does not take as much, is sent back whole as long as the topic that it"
                    + " came from still has the record.",
            "A letter is for the application that set it aside. Where that one runs no more and another reads its source,"
                    + " under a new application id, the letters of records are left out that the latter reads there itself: a"
                    + " new application begins with the oldest record, unless auto.offset.reset says otherwise.",
            "What is sent back is read by everything that reads the source. A record that is still bad becomes a new letter."
                    + " An event that came too late for one feature group is counted once more in the groups that it"
                    + " was not too late for.",
            "Duplicates, which were counted when they came first, are sent back only with --reason duplicate_event."
        },
        exitCodeList = {
            "0:all letters were sent back",
            "1:it failed, or a letter does not say where it came from, or is cut and its record is gone",
            "2:wrong usage",
            "130, 143:ended by Ctrl-C, SIGTERM"
        })
final class DlqReplayCommand extends BaseCommand {

    @Mixin
    private LetterArguments letters;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            description = "The application that shall get the letters. Default: those that run now")
    private String application = "";

    @Option(
            names = "--all",
            description =
                    "Sends also letters of records that the application reads, or may have read, in the source itself")
    private boolean all;

    @Option(names = "--dry-run", description = "Sends nothing; prints the letters that would be sent, as list does")
    private boolean dryRun;

    @Override
    public Integer call() {
        var replay = new LetterReplay(letters.kafka(), letters.topic(), letters.filter(), target(), new Progress());
        GracefulEnd.during(() -> runAndReport(replay), replay::stop);
        return replay.summary().withoutOrigin() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private ReplayTarget target() {
        return new ReplayTarget(Optional.of(application).filter(id -> !id.isEmpty()), all);
    }

    private void runAndReport(LetterReplay replay) {
        try {
            if (dryRun) {
                replay.rehearse();
            } else {
                replay.run();
            }
        } finally {
            out().flush();
            PrintWriter err = err();
            err.println(LetterCounts.text(replay.summary().sent()) + (dryRun ? " to be sent back" : " sent back"));
            replay.summary().leftOut().forEach((common, count) -> err.println(leftOut(common, count)));
            replay.summary()
                    .alsoReadBy()
                    .forEach((topic, readers) -> err.println(topic + " is also read by " + String.join(", ", readers)
                            + ", which reads again what it did not set aside itself"));
            replay.summary()
                    .unread()
                    .forEach(topic -> err.println("no application reads " + topic
                            + " now; one that starts under a new id reads what was sent back twice"));
            err.flush();
        }
    }

    private static String leftOut(LetterReplay.LeftOut common, long count) {
        return Counted.of(count, "letter") + " of " + common.application() + " left out: " + common.reader()
                + " reads what they are of in " + common.topic() + " itself";
    }

    /** Tells what happens, and every second how far it is. */
    private final class Progress implements LetterReplay.Watcher {

        private static final long SECOND = 1_000_000_000;

        /** Whoever took another topic for one of dead letters knows by then. */
        private static final int MOST_TOLD = 10;

        private long sent;
        private int withoutOrigin;
        private long told = System.nanoTime();

        @Override
        public void sent(Letter letter) {
            sent++;
            if (dryRun) {
                out().println(LetterText.line(letter));
            } else if (System.nanoTime() - told >= SECOND) {
                told = System.nanoTime();
                err().println(Counted.of(sent, "letter") + " sent back");
                err().flush();
            }
        }

        @Override
        public void withoutOrigin(Letter letter) {
            withoutOrigin++;
            if (withoutOrigin <= MOST_TOLD) {
                err().println(letter.place() + " " + why(letter) + "; it stays where it is");
            } else if (withoutOrigin == MOST_TOLD + 1) {
                err().println("and so do others; "
                        + (letter.reason().equals(Letter.OTHER)
                                ? "is this a topic of dead letters?"
                                : "--reason takes those of one reason only"));
            }
        }

        private static String why(Letter letter) {
            if (letter.origin().isPresent()) {
                return "is cut (" + letter.cut() + "), and the record that it is of is no longer at "
                        + letter.origin().get();
            }
            return switch (letter.reason()) {
                case Letter.LATE_ROW -> "is a row of late events, and none of them";
                case Letter.ROW_TOO_LONG -> "is a row that was too large for its topic, and no event";
                default -> "does not say where it came from";
            };
        }
    }
}
