// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.bench.harness.Figure;
import dev.penstock.bench.question.Answer;
import dev.penstock.bench.question.Case;
import dev.penstock.bench.question.Round;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How two results differ.
 *
 * @param all figures that are in both, moved or not
 * @param broken what failed or was answered wrongly in the second results and not in the first, a line each: worse than
 *     any figure
 * @param remarks on what is not comparable, a line each
 */
public record Changes(List<Change> all, List<String> broken, List<String> remarks) {

    public Changes {
        all = List.copyOf(all);
        broken = List.copyOf(broken);
        remarks = List.copyOf(remarks);
    }

    public static Changes between(Results before, Results after) {
        var changes = new Collector();
        changes.compare(before.machine(), after.machine());
        for (Answer answer : before.answers()) {
            after.answer(answer.question())
                    .ifPresentOrElse(
                            other -> changes.compare(answer, other),
                            () -> changes.remarks.add(answer.question() + ": only in the first file"));
        }
        for (Answer answer : after.answers()) {
            if (before.answer(answer.question()).isEmpty()) {
                changes.remarks.add(answer.question() + ": only in the second file");
                changes.judge(new Answer(answer.question(), List.of(), List.of()), answer);
            }
        }
        return new Changes(changes.all, changes.broken, changes.remarks);
    }

    public long count(Change.Verdict verdict) {
        return all.stream().filter(change -> change.verdict() == verdict).count();
    }

    /** Gathers all lists. */
    private static final class Collector {

        private final List<Change> all = new ArrayList<>();
        private final List<String> broken = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();

        private void compare(Machine before, Machine after) {
            remark(
                    "processors",
                    before.processors() + " x " + before.processor(),
                    after.processors() + " x " + after.processor());
            remark("JDK", before.jdk(), after.jdk());
        }

        private void remark(String what, String before, String after) {
            if (!before.equals(after)) {
                remarks.add(String.format(Locale.ROOT, "different %s: %s, then %s", what, before, after));
            }
        }

        private void compare(Answer before, Answer after) {
            judge(before, after);
            for (Case one : before.cases()) {
                after.find(one.name())
                        .ifPresentOrElse(
                                other -> compare(before, one, other),
                                () -> remarks.add(place(before, one) + ": only in the first file"));
            }
            after.cases().stream()
                    .filter(asked -> before.find(asked.name()).isEmpty())
                    .forEach(asked -> remarks.add(place(after, asked) + ": only in the second file"));
        }

        /** Whatever the settings: an answer has to be right. */
        private void judge(Answer before, Answer after) {
            if (!after.faults().isEmpty()) {
                tell(after.question(), "it failed", before.faults().isEmpty());
            }
            for (Case asked : after.cases()) {
                for (String contender : asked.contenders()) {
                    if (isWrong(asked, contender)) {
                        boolean wrongBefore = before.find(asked.name())
                                .filter(one -> isWrong(one, contender))
                                .isPresent();
                        tell(place(after, asked) + ", " + contender, "the answer was wrong", !wrongBefore);
                    }
                }
            }
            for (Case asked : before.cases()) {
                asked.contenders().stream()
                        .filter(contender -> isWrong(asked, contender))
                        .filter(contender -> after.find(asked.name())
                                .filter(other -> isWrong(other, contender))
                                .isEmpty())
                        .forEach(contender -> remarks.add(String.format(
                                Locale.ROOT,
                                "%s, %s: the answer was wrong in the first file",
                                place(before, asked),
                                contender)));
            }
        }

        private void tell(String where, String what, boolean isNew) {
            if (isNew) {
                broken.add(String.format(Locale.ROOT, "%s: %s in the second file", where, what));
            } else {
                remarks.add(String.format(Locale.ROOT, "%s: %s in both files", where, what));
            }
        }

        private static boolean isWrong(Case asked, String contender) {
            return !asked.rounds(contender).stream().allMatch(Round::counts);
        }

        private void compare(Answer answer, Case before, Case after) {
            before.contenders().stream()
                    .filter(contender -> !after.contenders().contains(contender))
                    .forEach(contender -> remarks.add(String.format(
                            Locale.ROOT, "%s, %s: only in the first file", place(answer, before), contender)));
            after.contenders().stream()
                    .filter(contender -> !before.contenders().contains(contender))
                    .forEach(contender -> remarks.add(String.format(
                            Locale.ROOT, "%s, %s: only in the second file", place(answer, before), contender)));
            List<String> different = before.differences(after);
            if (!different.isEmpty()) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "%s: not compared, since settings differ: %s",
                        place(answer, before),
                        String.join("; ", different)));
                return;
            }
            for (String contender : before.contenders()) {
                for (Figure figure : Figure.values()) {
                    List<Double> one = before.values(contender, figure);
                    List<Double> other = after.values(contender, figure);
                    if (!one.isEmpty() && !other.isEmpty()) {
                        all.add(Change.of(answer.question(), before.name(), contender, figure, one, other));
                    }
                }
            }
        }

        private static String place(Answer answer, Case asked) {
            return asked.name().isEmpty() ? answer.question() : answer.question() + ", " + asked.name();
        }
    }
}
