// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.BarChart;
import dev.penstock.bench.report.Results;
import dev.penstock.bench.report.ResultsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Puts results into the project's pages. */
@Command(
        name = "publish",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Puts a results file into the project: its tables into README.md and benchmarks/README.md, its pictures into"
                    + " benchmarks/charts, and itself to benchmarks/results.json. Prints what it wrote."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:it failed", "2:wrong usage"})
final class PublishCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RESULTS", description = "A results file of all questions")
    private Path file;

    @Option(
            names = "--project",
            paramLabel = "FOLDER",
            defaultValue = "",
            description = "The project's folder. Default: the current one")
    private Path project;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Results results = ResultsFile.read(file);
        // All of them, before the first is written: a page may have a place that these results have nothing for.
        Map<Path, String> pages = new LinkedHashMap<>();
        for (Path page : List.of(Published.FIRST_PAGE, Published.PAGE)) {
            pages.put(project.resolve(page), Published.page(Files.readString(project.resolve(page)), results));
        }
        for (Map.Entry<Path, String> page : pages.entrySet()) {
            Files.writeString(page.getKey(), page.getValue());
            say(page.getKey());
        }
        ResultsFile.write(project.resolve(Published.RESULTS), results);
        say(project.resolve(Published.RESULTS));
        System.setProperty("java.awt.headless", "true");
        for (Map.Entry<String, BarChart> chart : Pictures.of(results).entrySet()) {
            Path picture = project.resolve(Published.CHARTS).resolve(chart.getKey() + ".png");
            chart.getValue().save(picture, results.date());
            say(picture);
        }
        return ExitCode.OK;
    }

    private void say(Path written) {
        spec.commandLine().getOut().println(written);
        spec.commandLine().getOut().flush();
    }
}
