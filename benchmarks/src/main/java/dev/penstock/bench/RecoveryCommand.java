// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.question.Question;
import dev.penstock.bench.question.RecoveryQuestion;
import dev.penstock.bench.question.RecoveryRound;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;

/** How soon there are rows again after a crash. */
@Command(
        name = "recovery",
        description = {
            "Measures the time from the kill (SIGKILL) of an instance that has many tiles until new rows come: of one"
                    + " that is started again, of two without and of two with a standby. In the end every row has"
                    + " to be right.",
            "benchmarks/README.md tells the method."
        })
final class RecoveryCommand extends QuestionCommand {

    @Option(names = "--tiles", paramLabel = "N", description = "Tiles in state. Default: 1000000, with --quick 100000")
    private long tiles = QuickOption.BY_DEFAULT;

    @Mixin
    private RoundOptions options;

    @Override
    List<Question> questions() {
        return List.of(new RecoveryQuestion(
                setup(options.commitMillis()),
                Math.toIntExact(options.unlessGiven(tiles, 100_000, 1_000_000)),
                List.of(RecoveryRound.Mode.values()),
                options.rounds()));
    }
}
