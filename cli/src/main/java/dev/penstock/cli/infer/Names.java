// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.infer;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes names that a pipeline file takes of others. */
final class Names {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*([.-][A-Za-z0-9_]+)*");

    /** Words that YAML or the pipeline file take for something else than a text. */
    private static final Set<String> OTHERS =
            Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "all");

    private static final int LONGEST = 60;

    private Names() {}

    /** A text as YAML has it. */
    static String yaml(String text) {
        if (PLAIN.matcher(text).matches() && !OTHERS.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c < ' ' || Character.getType(c) == Character.SURROGATE || Character.isISOControl(c)) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    /** A text for a comment. */
    static String comment(String text) {
        String shown = text.codePointCount(0, text.length()) > 20
                ? text.substring(0, text.offsetByCodePoints(0, 20)) + "..."
                : text;
        return shown.matches("[0-9.-]+") ? shown : yaml(shown);
    }

    static String topic(String text) {
        return plain(text, "[^A-Za-z0-9._-]+", "-", "events");
    }

    /** Of a source, group or column. */
    static String name(String text) {
        String name =
                plain(text.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT), "[^a-z0-9]+", "_", "events");
        return Character.isDigit(name.charAt(0)) ? "f_" + name : name;
    }

    private static String plain(String text, String others, String instead, String otherwise) {
        String plain = text.replaceAll(others, instead);
        plain = plain.replaceAll("^[" + instead + ".]+|[" + instead + ".]+$", "");
        plain = plain.substring(0, Math.min(LONGEST, plain.length()));
        return plain.isEmpty() ? otherwise : plain;
    }
}
