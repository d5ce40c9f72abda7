// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Pictures;
import dev.penstock.bench.report.ResultsFile;
import dev.penstock.cli.support.BaseCommand;
import dev.penstock.cli.support.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Draws pictures of results. */
@Command(
        sortOptions = false,
        abbreviateSynopsis = true,
        name = "charts",
        description = {
            "Draws what is in a results file: a PNG picture for each question but queries, named after it, and one"
                    + " more for throughput. Prints where they are."
        },
        exitCodeList = {"0:done", "1:there is nothing to draw, or it failed", "2:wrong usage"})
final class ChartsCommand extends BaseCommand {

    @Parameters(index = "0", paramLabel = "RESULTS", description = "A results file")
    private Path results;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            defaultValue = "target/bench",
            description = "Where the pictures go. Default: ${DEFAULT-VALUE}")
    private Path folder;

    @Override
    public Integer call() {
        List<Path> drawn = Pictures.draw(ResultsFile.read(results), folder);
        if (drawn.isEmpty()) {
            throw new CommandException(String.format(Locale.ROOT, "%s has no figures to draw", results));
        }
        drawn.forEach(out()::println);
        out().flush();
        return ExitCode.OK;
    }
}
