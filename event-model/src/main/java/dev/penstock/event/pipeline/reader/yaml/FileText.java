// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.reader.yaml;

import dev.penstock.event.pipeline.mistake.InvalidPipelineException;
import dev.penstock.event.pipeline.mistake.Mistakes;
import dev.penstock.event.pipeline.mistake.Place;
import org.snakeyaml.engine.v2.scanner.StreamReader;

import java.util.Locale;

/** What is checked of a file before it is read as YAML. */
public final class FileText {

    /** In UTF-16 units. A pipeline of a thousand groups is a tenth of it. */
    static final int MAX_LENGTH = 1 << 20;

    private FileText() {}

    /** @throws InvalidPipelineException if the text is too long or holds a character that YAML does not allow */
    public static void check(String text, Mistakes mistakes) {
        if (text.length() > MAX_LENGTH) {
            throw mistakes.fatal(
                    Place.START, "a pipeline file has at most " + MAX_LENGTH + " characters, found " + text.length());
        }
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (!StreamReader.isPrintable(character)) {
                throw mistakes.fatal(
                        new Place(line, column),
                        "not valid YAML: the character " + String.format(Locale.ROOT, "U+%04X", character)
                                + " is not allowed; is the file UTF-8 text?");
            }
            i += Character.charCount(character);
            boolean ends = character == '\n' || character == '\r' && (i == text.length() || text.charAt(i) != '\n');
            line = ends ? line + 1 : line;
            column = ends ? 1 : column + 1;
        }
    }
}
