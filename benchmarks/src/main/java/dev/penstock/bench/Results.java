// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import dev.penstock.bench.report.Machine;

import java.util.List;

/**
 * What the results file holds.
 *
 * @param benchmark the command
 * @param date ISO-8601
 */
public record Results(String benchmark, String date, Machine machine, Setup setup, List<MatchResult> matches) {

    public Results {
        matches = List.copyOf(matches);
    }
}
