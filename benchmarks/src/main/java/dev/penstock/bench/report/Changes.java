// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How two results differ.
 *
 * @param all figures that are in both, moved or not
 * @param remarks on what is not comparable, a line each
 */
public record Changes(List<Change> all, List<String> remarks) {

    public Changes {
        all = List.copyOf(all);
        remarks = List.copyOf(remarks);
    }

    public static Changes between(Results before, Results after) {
        var changes = new Collector();
        changes.compare(before.machine(), after.machine());
        for (Answer answer : before.answers()) {
            find(after, answer.question())
                    .ifPresentOrElse(
                            other -> changes.compare(answer, other),
                            () -> changes.remarks.add(answer.question() + ": only in the first file"));
        }
        for (Answer answer : after.answers()) {
            if (find(before, answer.question()).isEmpty()) {
                changes.remarks.add(answer.question() + ": only in the second file");
            }
        }
        return new Changes(changes.all, changes.remarks);
    }

    public long count(Change.Verdict verdict) {
        return all.stream().filter(change -> change.verdict() == verdict).count();
    }

    private static Optional<Answer> find(Results results, String question) {
        return results.answers().stream()
                .filter(answer -> answer.question().equals(question))
                .findFirst();
    }

    /** Gathers both lists. */
    private static final class Collector {

        private final List<Change> all = new ArrayList<>();
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
                remarks.add("different %s: %s, then %s".formatted(what, before, after));
            }
        }

        private void compare(Answer before, Answer after) {
            for (Case one : before.cases()) {
                Optional<Case> other = after.cases().stream()
                        .filter(asked -> asked.name().equals(one.name()))
                        .findFirst();
                if (other.isEmpty()) {
                    remarks.add(place(before, one) + ": only in the first file");
                } else {
                    compare(before, one, other.get());
                }
            }
            after.cases().stream()
                    .filter(asked ->
                            before.cases().stream().noneMatch(one -> one.name().equals(asked.name())))
                    .forEach(asked -> remarks.add(place(after, asked) + ": only in the second file"));
        }

        private void compare(Answer answer, Case before, Case after) {
            List<String> different = differences(before.settings(), after.settings());
            if (!different.isEmpty()) {
                remarks.add("%s: not compared, since settings differ: %s"
                        .formatted(place(answer, before), String.join("; ", different)));
                return;
            }
            for (String contender : before.contenders()) {
                if (!after.contenders().contains(contender)) {
                    remarks.add("%s, %s: only in the first file".formatted(place(answer, before), contender));
                    continue;
                }
                for (Figure figure : Figure.values()) {
                    List<Double> one = before.values(contender, figure);
                    List<Double> other = after.values(contender, figure);
                    if (!one.isEmpty() && !other.isEmpty()) {
                        all.add(Change.of(answer.question(), before.name(), contender, figure, one, other));
                    }
                }
                Stream.of(before, after)
                        .filter(asked -> !asked.rounds(contender).stream().allMatch(Round::counts))
                        .forEach(asked -> remarks.add("%s, %s: the answer was wrong in the %s file"
                                .formatted(place(answer, before), contender, asked == before ? "first" : "second")));
            }
        }

        /** Settings that only one of them has are of contenders that only one of them has. */
        private static List<String> differences(Map<String, String> before, Map<String, String> after) {
            return before.keySet().stream()
                    .filter(after::containsKey)
                    .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                    .map(name -> "%s was %s and is %s".formatted(name, before.get(name), after.get(name)))
                    .toList();
        }

        private static String place(Answer answer, Case asked) {
            return asked.name().isEmpty() ? answer.question() : answer.question() + ", " + asked.name();
        }
    }
}
