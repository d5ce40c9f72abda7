// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import java.util.List;
import java.util.Locale;

/** Changes as a table. */
public final class ChangeTable {

    private ChangeTable() {}

    public static Table of(List<Change> changes) {
        var table = new Table(3, "question", "contender", "figure", "before", "after", "change", "verdict");
        for (Change change : changes) {
            table.row(List.of(
                    change.asked().isEmpty() ? change.question() : change.question() + ", " + change.asked(),
                    change.contender(),
                    change.figure().text(),
                    Numbers.text(change.before()),
                    Numbers.text(change.after()),
                    Double.isInfinite(change.share())
                            ? "from 0"
                            : String.format(Locale.ROOT, "%+.1f %%", 100 * change.share()),
                    change.verdict().name().toLowerCase(Locale.ROOT)));
        }
        return table;
    }
}
