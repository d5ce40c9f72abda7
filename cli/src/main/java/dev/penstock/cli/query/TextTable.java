// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.event.pipeline.mistake.Quote;
import org.jline.utils.AttributedString;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows below each other, by the columns that characters take on a terminal. What comes out is safe to print, whatever
 * went in: what would break a line, move the cursor or can't be seen is written as its number, and long texts are cut.
 */
final class TextTable {

    private static final int MOST_COLUMNS = 60;
    private static final String GAP = "  ";
    private static final String CUT = "...";

    private final List<String> header;
    private final List<List<Cell>> rows = new ArrayList<>();

    private record Cell(String text, boolean number) {}

    TextTable(List<String> header) {
        this.header = header.stream().map(TextTable::printable).toList();
    }

    /** @param values as many as there are in the header; null of JSON is a value, what is missing is none */
    void add(List<JsonNode> values) {
        rows.add(values.stream().map(TextTable::cell).toList());
    }

    private static Cell cell(JsonNode value) {
        if (value.isMissingNode()) {
            return new Cell("", false);
        }
        String text = value.isTextual() ? value.textValue() : value.toString();
        return new Cell(printable(text), value.isNumber());
    }

    private static String printable(String text) {
        // No text that is cut is looked at as a whole: it may be long.
        String begin = text.length() > 2 * MOST_COLUMNS ? text.substring(0, 2 * MOST_COLUMNS) + CUT : text;
        var line = new AttributedString(Quote.printable(begin));
        return line.columnLength() <= MOST_COLUMNS
                ? line.toString()
                : line.columnSubSequence(0, MOST_COLUMNS - CUT.length()) + CUT;
    }

    /** The header, then a line for each row. Columns with numbers are read from their end. */
    List<String> lines() {
        int[] widths = IntStream.range(0, header.size()).map(this::width).toArray();
        List<String> lines = new ArrayList<>();
        lines.add(line(header, widths));
        rows.forEach(row -> lines.add(line(row.stream().map(Cell::text).toList(), widths)));
        return lines;
    }

    private int width(int column) {
        int widest = rows.stream()
                .mapToInt(row -> columns(row.get(column).text()))
                .max()
                .orElse(0);
        return Math.max(columns(header.get(column)), widest);
    }

    private String line(List<String> texts, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String text = texts.get(i);
            String blanks = " ".repeat(widths[i] - columns(text));
            line.append(i == 0 ? "" : GAP).append(hasNumbers(i) ? blanks + text : text + blanks);
        }
        return line.toString().stripTrailing();
    }

    private boolean hasNumbers(int column) {
        return rows.stream().anyMatch(row -> row.get(column).number());
    }

    private static int columns(String text) {
        return new AttributedString(text).columnLength();
    }
}
