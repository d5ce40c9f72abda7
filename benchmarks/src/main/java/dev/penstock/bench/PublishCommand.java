// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Pictures;
import dev.penstock.bench.report.Published;
import dev.penstock.bench.report.Results;
import dev.penstock.bench.report.ResultsFile;
import dev.penstock.cli.support.BaseCommand;
import dev.penstock.cli.support.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Puts results into the project's pages. */
@Command(
        sortOptions = false,
        abbreviateSynopsis = true,
        name = "publish",
        description = {
            "Puts a results file into the project. That of all questions becomes benchmarks/results.json, its pictures go to"
                    + " benchmarks/charts, and README.md and benchmarks/README.md show its tables where they have places"
                    + " for them.",
            "Other results, such as those of one question at its own length or of another JDK, are published under a name"
                    + " (--as NAME): as benchmarks/results-NAME.json, without pictures, and shown wherever one of these"
                    + " pages or docs/tuning.md has a place for them: between <!-- results: NAME --> and"
                    + " <!-- results: end -->.",
            "Prints what it wrote."
        },
        exitCodeList = {"0:done", "1:it failed", "2:wrong usage"})
final class PublishCommand extends BaseCommand {

    @Parameters(index = "0", paramLabel = "RESULTS", description = "A results file")
    private Path file;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "Publishes it under a name. Default: as that of all questions")
    private String name = "";

    @Option(
            names = "--project",
            paramLabel = "FOLDER",
            defaultValue = "",
            description = "The project's folder. Default: the current one")
    private Path project;

    @Override
    public Integer call() throws IOException {
        Results results = ResultsFile.read(file);
        if (name.isEmpty()) {
            publish(new Published(results, Published.namedIn(project)));
            write(Published.RESULTS, results);
            Pictures.draw(results, project.resolve(Published.CHARTS)).forEach(out()::println);
        } else {
            Published.requireFree(name);
            requirePlace();
            publish(Published.in(project).with(name, results));
            write(Published.file(name), results);
        }
        out().flush();
        return ExitCode.OK;
    }

    private void requirePlace() throws IOException {
        for (Path page : Published.PAGES) {
            if (Published.shows(Files.readString(project.resolve(page)), name)) {
                return;
            }
        }
        throw new CommandException(String.format(
                Locale.ROOT,
                "no page has a place for '%s': the lines <!-- results: %s --> and <!-- results: end -->",
                name,
                name));
    }

    private void publish(Published published) throws IOException {
        // All of them, before the first is written: a page may have a place that these results have nothing for.
        Map<Path, String> pages = new LinkedHashMap<>();
        for (Path page : Published.PAGES) {
            pages.put(project.resolve(page), published.page(Files.readString(project.resolve(page))));
        }
        for (Map.Entry<Path, String> page : pages.entrySet()) {
            Files.writeString(page.getKey(), page.getValue());
            out().println(page.getKey());
        }
    }

    private void write(Path to, Results results) {
        ResultsFile.write(project.resolve(to), results);
        out().println(project.resolve(to));
    }
}
