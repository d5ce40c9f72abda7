// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import java.util.List;
import java.util.Optional;

/**
 * What came of a question.
 *
 * @param question the command that asks it alone
 * @param cases as far as it got
 * @param faults why it did not get further; empty if it did
 */
public record Answer(String question, List<Case> cases, List<String> faults) {

    public Answer {
        cases = List.copyOf(cases);
        faults = List.copyOf(faults);
    }

    /** The case of this name; empty if there is none. */
    public Optional<Case> find(String name) {
        return cases.stream().filter(asked -> asked.name().equals(name)).findFirst();
    }

    /** Whether all of it counts. */
    public boolean right() {
        return faults.isEmpty()
                && cases.stream().flatMap(one -> one.rounds().stream()).allMatch(Round::counts);
    }
}
