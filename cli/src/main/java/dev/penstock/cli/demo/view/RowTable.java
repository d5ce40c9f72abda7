// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.demo.view;

import dev.penstock.cli.demo.state.DemoSnapshot.Field;
import dev.penstock.cli.demo.state.FeatureRow;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of one feature group below each other: a table where it fits, otherwise each row on lines of its own. */
final class RowTable {

    private static final String WINDOW = "window";

    private RowTable() {}

    static List<String> lines(List<FeatureRow> rows, String indent, int width) {
        List<List<String>> table = table(rows);
        boolean sameColumns = table.stream().mapToInt(List::size).distinct().count() == 1;
        if (sameColumns) {
            int[] widths = widths(table);
            if (indent.length() + IntStream.of(widths).sum() + 2 * (widths.length - 1) <= width) {
                return table.stream().map(row -> indent + line(row, widths)).toList();
            }
        }
        List<String> lines = new ArrayList<>();
        for (FeatureRow row : rows) {
            List<String> words = new ArrayList<>(List.of(row.window()));
            words.addAll(Texts.words(row.columns()));
            lines.addAll(Lines.wrap(words, indent, width));
        }
        return lines;
    }

    /** The names first. */
    private static List<List<String>> table(List<FeatureRow> rows) {
        List<List<String>> table = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of(WINDOW));
        rows.get(0).columns().stream().map(Field::name).map(Texts::printable).forEach(names::add);
        table.add(names);
        for (FeatureRow row : rows) {
            List<String> cells = new ArrayList<>(List.of(row.window()));
            row.columns().stream().map(Field::value).map(Texts::printable).forEach(cells::add);
            table.add(cells);
        }
        return table;
    }

    private static int[] widths(List<List<String>> table) {
        return IntStream.range(0, table.get(0).size())
                .map(column -> table.stream()
                        .mapToInt(row -> Lines.columns(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder(Lines.padRight(cells.get(0), widths[0]));
        for (int i = 1; i < widths.length; i++) {
            line.append("  ").append(Lines.padLeft(cells.get(i), widths[i]));
        }
        return line.toString();
    }
}
