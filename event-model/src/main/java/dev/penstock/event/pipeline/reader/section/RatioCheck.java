// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.section;

import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.event.pipeline.reader.yaml.Node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks that the ratios of a group divide numeric columns of the group. */
final class RatioCheck {

    private final Map<String, ColumnDraft> columns = new LinkedHashMap<>();

    private RatioCheck(List<ColumnDraft> columns) {
        columns.forEach(column -> this.columns.put(column.name(), column));
    }

    static void check(List<ColumnDraft> columns) {
        var check = new RatioCheck(columns);
        columns.forEach(ratio -> ratio.operands()
                .forEach(operand -> operand.ifRead((name, at) -> check.operand(ratio.name(), name, at))));
    }

    private void operand(String ratio, String name, Node at) {
        if (name.equals(ratio)) {
            at.wrong("a ratio can't divide itself");
        } else if (!columns.containsKey(name)) {
            at.wrong("ratio names " + Quote.quote(name) + ", which is no column of this group"
                    + Suggestion.hintOrAll(name, numbers()));
        } else if (columns.get(name).isRatio()) {
            at.wrong(
                    "ratio names " + Quote.quote(name) + ", which is a ratio itself; name the columns that it divides");
        } else {
            columns.get(name).column().ifRead((column, there) -> {
                if (!isNumber(column)) {
                    at.wrong("ratio names " + Quote.quote(name) + ", which holds a value as it came, not a number");
                }
            });
        }
    }

    /** The columns that a ratio can divide. */
    private List<String> numbers() {
        return columns.values().stream()
                .map(ColumnDraft::column)
                .filter(part -> part.isRead() && isNumber(part.value()))
                .map(part -> part.value().name())
                .toList();
    }

    private static boolean isNumber(Column column) {
        return column instanceof Column.Aggregated aggregated
                && aggregated.aggregate().type().isNumeric();
    }
}
