// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Change;
import dev.penstock.bench.report.ChangeTable;
import dev.penstock.bench.report.Changes;
import dev.penstock.bench.report.ResultsFile;
import dev.penstock.cli.support.BaseCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Tells what is different in two results files. */
@Command(
        sortOptions = false,
        abbreviateSynopsis = true,
        name = "compare",
        description = {
            "Tells which figures moved beyond noise from one results file to another, of this tool or of JMH (-rf json).",
            "A figure has moved if no round of one file reaches into the rounds of the other, and the medians lie further"
                    + " apart than the rounds of either file among themselves, and further than what the figure is"
                    + " known to vary by: 5 %% for events/s, CPU, memory and bytes, 3 %% for JMH, 10 %% and more for"
                    + " times of single events, and in any case further than a grain (such as 0.1 bytes or 2 answers)."
                    + " Where a file has one round only, three times as much.",
            "Cases that were measured with different settings are not compared. A contender that failed or gave a wrong"
                    + " answer in the second file alone counts as worse whatever its settings."
        },
        exitCodeList = {"0:nothing became worse", "1:something did, or a file can't be read", "2:wrong usage"})
final class CompareCommand extends BaseCommand {

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A results file")
    private Path before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "Another one")
    private Path after;

    @Option(names = "--all", description = "Shows what has not moved as well")
    private boolean all;

    @Option(names = "--markdown", description = "Prints the table as Markdown")
    private boolean markdown;

    @Override
    public Integer call() {
        PrintWriter out = out();
        PrintWriter err = err();
        var changes = Changes.between(ResultsFile.read(before), ResultsFile.read(after));
        changes.remarks().forEach(err::println);
        changes.broken().forEach(err::println);
        List<Change> shown = changes.all().stream()
                .filter(change -> all || change.verdict() != Change.Verdict.SAME)
                .toList();
        if (!shown.isEmpty()) {
            var table = ChangeTable.of(shown);
            out.println(markdown ? table.markdown() : table.plain());
            out.flush();
        }
        int broken = changes.broken().size();
        err.printf(
                Locale.ROOT,
                "%d figures in both files: %d better, %d worse%s%n",
                changes.all().size(),
                changes.count(Change.Verdict.BETTER),
                changes.count(Change.Verdict.WORSE),
                broken == 0 ? "" : String.format(Locale.ROOT, "; %d newly failed or wrong", broken));
        err.flush();
        return broken == 0 && changes.count(Change.Verdict.WORSE) == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
