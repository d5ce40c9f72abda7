// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import dev.penstock.bench.question.Answer;

import java.util.List;
import java.util.Optional;

/**
 * What a results file holds.
 *
 * @param benchmark the command
 * @param date ISO-8601
 * @param seconds that the run took, 0 if that was not noted
 */
public record Results(String benchmark, String date, long seconds, Machine machine, List<Answer> answers) {

    public Results {
        answers = List.copyOf(answers);
    }

    /** To this question; empty if it was not asked. */
    public Optional<Answer> answer(String question) {
        return answers.stream()
                .filter(answer -> answer.question().equals(question))
                .findFirst();
    }
}
