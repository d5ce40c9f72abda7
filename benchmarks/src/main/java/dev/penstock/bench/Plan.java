// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench;

import java.util.List;

/** What a command is about to do, found possible. */
record Plan(Setup setup, List<Match> matches) {

    Plan {
        matches = List.copyOf(matches);
    }

    /** About how long it takes. */
    double expectedMicros() {
        return matches.stream().mapToDouble(Match::expectedMicros).sum();
    }
}
