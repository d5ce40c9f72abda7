// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import java.util.List;

/**
 * What a results file holds.
 *
 * @param benchmark the command
 * @param date ISO-8601
 */
public record Results(String benchmark, String date, Machine machine, List<Answer> answers) {

    public Results {
        answers = List.copyOf(answers);
    }
}
