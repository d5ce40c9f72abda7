// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Text in columns, the first ones, by default one, to the left and the others to the right. */
public final class Table {

    private final int texts;
    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        this(1, header);
    }

    /** @param texts how many columns go to the left */
    public Table(int texts, String... header) {
        this.texts = texts;
        this.header = List.of(header);
    }

    /** @throws IllegalArgumentException if it does not have as many cells as the header */
    public Table row(List<String> cells) {
        if (cells.size() != header.size()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a row needs %d cells, found %d", header.size(), cells.size()));
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** For a terminal. */
    public String plain() {
        return Stream.concat(Stream.of(header), rows.stream())
                .map(row -> padded(row, "  ").stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    /** For a Markdown page. */
    public String markdown() {
        String rule = IntStream.range(0, header.size())
                .mapToObj(column -> column < texts ? "-".repeat(width(column)) : "-".repeat(width(column) - 1) + ":")
                .collect(Collectors.joining(" | ", "| ", " |"));
        return Stream.of(
                        Stream.of(framed(header)),
                        Stream.of(rule),
                        rows.stream().map(this::framed))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private String framed(List<String> row) {
        return "| " + padded(row, " | ") + " |";
    }

    private String padded(List<String> row, String between) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> padded(row.get(column), column))
                .collect(Collectors.joining(between));
    }

    private String padded(String cell, int column) {
        String blanks = " ".repeat(width(column) - cell.length());
        return column < texts ? cell + blanks : blanks + cell;
    }

    private int width(int column) {
        return Stream.concat(Stream.of(header), rows.stream())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }
}
