// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.question;

import dev.penstock.bench.harness.Figures;

import java.util.List;

/**
 * How a contender did in a round: its figures, and what is wrong with its answer. Figures with faults don't count.
 *
 * @param number from 1
 * @param figures {@link Figures#NONE} if it failed before there were any
 * @param faults empty if all is right
 */
public record Round(String contender, int number, Figures figures, List<String> faults) {

    public Round {
        faults = List.copyOf(faults);
    }

    /** Whether the answer was right. */
    public boolean counts() {
        return faults.isEmpty();
    }
}
