// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.truth;

import java.util.List;

/**
 * How an answer compares with the truth.
 *
 * @param checked rows that were compared
 * @param wrong how many of them are missing, surplus or different
 * @param examples of what is wrong, a line each
 */
public record Verdict(long checked, long wrong, List<String> examples) {

    public Verdict {
        examples = List.copyOf(examples);
    }

    /** An answer without rows is none. */
    public boolean right() {
        return wrong == 0 && checked > 0;
    }
}
