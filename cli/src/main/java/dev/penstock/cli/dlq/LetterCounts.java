// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.dlq;

import dev.penstock.cli.support.Counted;

import java.util.Locale;
import java.util.Map;

import static java.util.stream.Collectors.joining;

/** Sums up letters by reason. */
final class LetterCounts {

    private LetterCounts() {}

    /** {@code 3 letters: 1 key_missing, 2 not_json}. */
    static String text(Map<String, Long> counts) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        String reasons = counts.entrySet().stream()
                .map(count -> String.format(Locale.ROOT, "%,d %s", count.getValue(), count.getKey()))
                .collect(joining(", "));
        return Counted.of(total, "letter") + (total == 0 ? "" : ": " + reasons);
    }
}
