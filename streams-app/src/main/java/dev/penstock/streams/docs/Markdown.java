// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.docs;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.mistake.Quote;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Builds a page of Markdown. */
final class Markdown {

    private final StringBuilder text = new StringBuilder();

    /** @param note in a comment at the top, for whoever opens the file */
    Markdown(String title, String note) {
        text.append("<!-- ").append(note).append(" -->\n# ").append(title).append('\n');
    }

    Markdown heading(int level, String heading) {
        text.append('\n').append("#".repeat(level)).append(' ').append(heading).append('\n');
        return this;
    }

    Markdown paragraph(String paragraph) {
        text.append('\n').append(paragraph).append('\n');
        return this;
    }

    Markdown diagram(String mermaid) {
        text.append("\n```mermaid\n").append(mermaid).append("```\n");
        return this;
    }

    /** Nothing for a table without rows. */
    Markdown table(List<String> head, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            text.append('\n')
                    .append(row(head))
                    .append("|")
                    .append("---|".repeat(head.size()))
                    .append('\n');
            rows.forEach(row -> text.append(row(row)));
        }
        return this;
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** A name or value as it is, in the type of code. */
    static String code(String text) {
        String printable = Quote.printable(text);
        return printable.contains("`") ? "`` " + printable + " ``" : "`" + printable + "`";
    }

    static String code(FieldPath field) {
        return code(field.toString());
    }

    static String codes(Collection<?> names) {
        return names.stream().map(name -> code(name.toString())).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
