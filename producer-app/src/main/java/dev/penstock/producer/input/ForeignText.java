// SPDX-License-Identifier: Apache-2.0
package dev.penstock.producer.input;

import dev.penstock.event.pipeline.mistake.Quote;

import java.util.List;
import java.util.Locale;

/** Says what a text is that is no JSON. */
final class ForeignText {

    private static final List<Table> TABLES = List.of(
            new Table(',', "CSV", "--icsv"),
            new Table('\t', "TSV", "--itsv"),
            new Table(';', "CSV with semicolons", "--icsv --ifs semicolon"),
            new Table('|', "CSV with vertical bars", "--icsv --ifs pipe"));

    /** @param option of Miller, which makes JSON of it */
    private record Table(char separator, String name, String option) {}

    private ForeignText() {}

    /** As in "it is …". */
    static String describe(Beginning text) {
        if (text.isBinary()) {
            return "binary data";
        }
        List<String> lines = text.lines();
        String first = lines.stream().findFirst().orElse("").strip();
        String start = first.toLowerCase(Locale.ROOT);
        String example = "; its first line is " + Quote.quote(first);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return "HTML" + example;
        }
        if (start.startsWith("<")) {
            return "XML" + example;
        }
        if (start.equals("---") || start.startsWith("%yaml")) {
            return "YAML" + example;
        }
        if (start.startsWith("[") && isJsonValue(start.substring(1).strip())) {
            return "a JSON array of something other than objects" + example;
        }
        for (Table table : TABLES) {
            if (isTable(lines, table.separator)) {
                return table.name + example + "; make it JSON first, for example with mlr " + table.option
                        + " --ojsonl cat";
            }
        }
        return "text that is no JSON" + example;
    }

    private static boolean isJsonValue(String start) {
        return start.isEmpty() || start.matches("(?:\"|-?\\d+(?:\\.\\d+)?\\s*[,\\]]|-?\\d+$|true|false|null).*");
    }

    /** Whether the lines have the same number of fields, more than one. */
    private static boolean isTable(List<String> lines, char separator) {
        long fields = separators(lines.get(0), separator);
        return fields > 0 && lines.stream().limit(3).allMatch(line -> separators(line, separator) == fields);
    }

    private static long separators(String line, char separator) {
        boolean quoted = false;
        long count = 0;
        for (char character : line.toCharArray()) {
            quoted ^= character == '"';
            count += !quoted && character == separator ? 1 : 0;
        }
        return count;
    }
}
