// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/** Reads the files beside this class: a row in each line, and a tabulator between what it is about and what it says. */
final class WordList {

    private WordList() {}

    /** What each row says by what it is about, in the order of the file. */
    static Map<String, String> rows(String file) {
        Map<String, String> rows = new LinkedHashMap<>();
        try (var in = requireNonNull(WordList.class.getResourceAsStream(file), file);
                var lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            lines.lines().forEach(line -> {
                int tab = line.indexOf('\t');
                rows.put(tab < 0 ? line : line.substring(0, tab), line.substring(tab + 1));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
