// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.mistake;

/**
 * Something wrong in a pipeline file.
 *
 * @param file the file as the reader was told it
 * @param line counted from 1
 * @param column counted from 1, in Unicode characters
 * @param where the names on the way to what is wrong, such as {@code features.user_activity.window}; empty for the
 *     file as a whole
 * @param message what was found and what would be right; a single line
 */
public record Mistake(String file, int line, int column, String where, String message) {

    /** One line such as {@code pipelines/x.yaml:12:5: sources.logins.topic: ...}, as compilers write it. */
    @Override
    public String toString() {
        String place = file + ":" + line + ":" + column + ": ";
        return where.isEmpty() ? place + message : place + where + ": " + message;
    }
}
