// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import java.util.List;

/**
 * How a match ended.
 *
 * @param name empty if there is one match only
 */
public record MatchResult(String name, Workload workload, List<Round> rounds) {

    public MatchResult {
        rounds = List.copyOf(rounds);
    }

    boolean right() {
        return rounds.stream().allMatch(Round::counts);
    }
}
