// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.harness.BenchException;
import dev.penstock.bench.harness.Progress;
import dev.penstock.bench.harness.ProgressDisplay;
import dev.penstock.bench.harness.Workplace;
import dev.penstock.bench.question.Answer;
import dev.penstock.bench.question.Case;
import dev.penstock.bench.question.Question;
import dev.penstock.bench.question.Round;
import dev.penstock.bench.report.AnswerTables;
import dev.penstock.bench.report.Machine;
import dev.penstock.bench.report.Results;
import dev.penstock.bench.report.ResultsFile;
import dev.penstock.bench.report.Table;
import dev.penstock.producer.command.Terminal;
import picocli.CommandLine.ExitCode;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Asks questions one after the other and tells the answers: tables to standard output, faults and progress to standard
 * error, everything to a file, which is written after each question so that nothing is lost if a later one fails.
 */
final class BenchSession {

    private final String command;
    private final Path file;
    private final boolean markdown;
    private final PrintWriter out;
    private final PrintWriter err;
    private final String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    private final Machine machine = Machine.here();
    private final List<Answer> answers = new ArrayList<>();

    BenchSession(String command, Path file, boolean markdown, PrintWriter out, PrintWriter err) {
        this.command = command;
        this.file = file;
        this.markdown = markdown;
        this.out = out;
        this.err = err;
    }

    /**
     * The exit code.
     *
     * @throws BenchException if the program is being ended
     */
    int ask(List<Question> questions) {
        long startedAt = System.nanoTime();
        double micros = questions.stream().mapToDouble(Question::expectedMicros).sum();
        try (var place = Workplace.open();
                var progress = ProgressDisplay.of(micros, err, Terminal.isStandardError())) {
            for (Question question : questions) {
                answers.add(answer(question, place, progress));
                long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedAt);
                ResultsFile.write(file, new Results(command, date, seconds, machine, answers));
            }
        }
        answers.forEach(this::print);
        err.println("results: " + file);
        err.flush();
        return answers.stream().allMatch(Answer::right) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** A question that can't be answered keeps no other from being asked. */
    private static Answer answer(Question question, Workplace place, Progress progress) {
        List<Case> cases = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        try {
            place.unlessEnded(() -> question.ask(place, progress, cases::add));
        } catch (BenchException e) {
            if (place.isClosed()) {
                throw e;
            }
            faults.add(e.getMessage());
        }
        place.requireOpen();
        return new Answer(question.name(), cases, faults);
    }

    private void print(Answer answer) {
        if (answers.size() > 1) {
            out.println((markdown ? "### " : "") + answer.question());
            out.println();
        }
        print(AnswerTables.figures(answer));
        print(AnswerTables.ratios(answer));
        out.flush();
        for (Case asked : answer.cases()) {
            for (Round round : asked.rounds()) {
                round.faults()
                        .forEach(fault -> err.println(String.format(
                                Locale.ROOT,
                                "%s, %s%s, round %d: %s",
                                answer.question(),
                                asked.name().isEmpty() ? "" : asked.name() + ", ",
                                round.contender(),
                                round.number(),
                                fault)));
            }
        }
        answer.faults().forEach(fault -> err.println(answer.question() + ": " + fault));
    }

    private void print(Table table) {
        if (!table.isEmpty()) {
            out.println(markdown ? table.markdown() : table.plain());
            out.println();
        }
    }
}
