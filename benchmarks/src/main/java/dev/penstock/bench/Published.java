// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Answer;
import dev.penstock.bench.report.Machine;
import dev.penstock.bench.report.Results;
import dev.penstock.bench.report.Table;
import dev.penstock.event.config.CommandException;

import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Markdown pages show of results: between {@code <!-- results: NAME -->} and {@code <!-- results: end -->} stand the
 * tables of the question of that name, or what they were measured on where the name is {@value #MACHINE}.
 */
final class Published {

    /** The results that pages show, the pages, and the pictures, from the project's folder. */
    static final Path RESULTS = Path.of("benchmarks", "results.json");

    static final Path PAGE = Path.of("benchmarks", "README.md");
    static final Path FIRST_PAGE = Path.of("README.md");
    static final Path CHARTS = Path.of("benchmarks", "charts");

    private static final String MACHINE = "machine";
    private static final Pattern MARKED =
            Pattern.compile("(<!-- results: (?!end)([a-z]+) -->\n).*?(<!-- results: end -->)", Pattern.DOTALL);

    private Published() {}

    /**
     * A page with these results in the place of those that it shows.
     *
     * @throws CommandException if it has a place for results that there are not
     */
    static String page(String page, Results results) {
        return MARKED.matcher(page)
                .replaceAll(marked -> Matcher.quoteReplacement(
                        marked.group(1) + "\n" + content(marked, results) + "\n\n" + marked.group(3)));
    }

    private static String content(MatchResult marked, Results results) {
        String name = marked.group(2);
        if (name.equals(MACHINE)) {
            return machine(results);
        }
        return results.answers().stream()
                .filter(answer -> answer.question().equals(name))
                .findFirst()
                .map(Published::tables)
                .orElseThrow(() ->
                        new CommandException("there are no results of '%s', which a page shows; the others are %s"
                                .formatted(
                                        name,
                                        results.answers().stream()
                                                .map(Answer::question)
                                                .collect(Collectors.joining(", ")))));
    }

    private static String tables(Answer answer) {
        return Stream.of(AnswerTables.figures(answer), AnswerTables.ratios(answer))
                .filter(table -> !table.isEmpty())
                .map(Table::markdown)
                .map(String::strip)
                .collect(Collectors.joining("\n\n"));
    }

    private static String machine(Results results) {
        Machine machine = results.machine();
        return "Measured on %s in one run of `./penstock %s`: %s, %d processors, %s of memory, %s, JDK %s, commit %s."
                .formatted(
                        results.date(),
                        results.benchmark().equals("bench") ? "bench" : "bench " + results.benchmark(),
                        machine.processor(),
                        machine.processors(),
                        machine.memory(),
                        machine.system(),
                        machine.jdk(),
                        machine.commit());
    }
}
