// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.bench.question.Answer;
import dev.penstock.cli.support.CommandException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Markdown pages show of results: between {@code <!-- results: NAME -->} and {@code <!-- results: end -->} stand, of the
 * run of all questions, the tables of the question of that name, what it was measured on ({@value #MACHINE}) and what
 * became of the targets ({@value #TARGETS}); under any other name all that there is of the results that were published as
 * that. A place for those is left as it is until there are any.
 *
 * @param results of all questions
 * @param named other results, by name
 */
public record Published(Results results, Map<String, Results> named) {

    /** The results of all questions, and the pictures, from the project's folder. */
    public static final Path RESULTS = Path.of("benchmarks", "results.json");

    public static final Path CHARTS = Path.of("benchmarks", "charts");

    /** The pages, from the project's folder. */
    public static final List<Path> PAGES =
            List.of(Path.of("README.md"), Path.of("benchmarks", "README.md"), Path.of("docs", "tuning.md"));

    private static final String MACHINE = "machine";
    private static final String TARGETS = "targets";
    private static final String NAME = "[a-z][a-z0-9-]*";
    private static final Pattern MARKED = Pattern.compile(
            "(<!-- results: (?!end -->)(" + NAME + ") -->\n)(.*?)(<!-- results: end -->)", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("results-(" + NAME + ")\\.json");

    public Published {
        named = Map.copyOf(named);
    }

    /** What is there in a project's folder. */
    public static Published in(Path project) {
        return new Published(ResultsFile.read(project.resolve(RESULTS)), namedIn(project));
    }

    /** The results in a project's folder that were published under names. */
    public static Map<String, Results> namedIn(Path project) {
        Map<String, Results> named = new TreeMap<>();
        for (Path file : files(project.resolve(RESULTS).getParent())) {
            Matcher name = FILE.matcher(file.getFileName().toString());
            if (name.matches()) {
                named.put(name.group(1), ResultsFile.read(file));
            }
        }
        return named;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new CommandException(
                    String.format(Locale.ROOT, "%s is no folder of the project that can be read", folder), e);
        }
    }

    /** Where results lie that are published under a name, from the project's folder. */
    public static Path file(String name) {
        return RESULTS.resolveSibling("results-" + name + ".json");
    }

    /** @throws CommandException if results can't have this name */
    public static void requireFree(String name) {
        boolean taken = Stream.concat(
                        Stream.of(MACHINE, TARGETS, "end"),
                        Stream.of(QuestionReport.values()).map(QuestionReport::text))
                .anyMatch(name::equals);
        if (taken || !name.matches(NAME)) {
            throw new CommandException(
                    "a name is of small letters, digits and hyphens and not what stands for something in the run of all"
                            + String.format(Locale.ROOT, " questions, such as 'scale-long'; found '%s'", name));
        }
    }

    /** These and others, published under a name. */
    public Published with(String name, Results others) {
        Map<String, Results> more = new TreeMap<>(named);
        more.put(name, others);
        return new Published(results, more);
    }

    /** Whether a page has a place for results of this name. */
    public static boolean shows(String page, String name) {
        return MARKED.matcher(page).results().anyMatch(marked -> marked.group(2).equals(name));
    }

    /**
     * A page with these results in the place of those that it shows.
     *
     * @throws CommandException if it has a place for a question that the run of all questions does not answer
     */
    public String page(String page) {
        return MARKED.matcher(page)
                .replaceAll(marked -> Matcher.quoteReplacement(marked.group(1) + content(marked) + marked.group(4)));
    }

    private String content(MatchResult marked) {
        String name = marked.group(2);
        if (QuestionReport.isOne(name)) {
            return "\n" + tables(name) + "\n\n";
        }
        return switch (name) {
            case MACHINE -> "\n" + Excerpts.machine(results) + "\n\n";
            case TARGETS -> "\n" + Targets.table(results).markdown().strip() + "\n\n";
            default ->
                named.containsKey(name) ? "\n" + Excerpts.all(named.get(name), results) + "\n\n" : marked.group(3);
        };
    }

    private String tables(String question) {
        return results.answer(question)
                .map(Excerpts::tables)
                .orElseThrow(() -> new CommandException(String.format(
                        Locale.ROOT,
                        "there are no results of '%s', which a page shows; the others are %s",
                        question,
                        results.answers().stream().map(Answer::question).collect(Collectors.joining(", ")))));
    }
}
