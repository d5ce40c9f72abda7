// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads of a query which series it asks for; as much of the language as the dashboards and rules use. */
final class PromQl {

    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern LABELS =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern WORD = Pattern.compile("(?<![\\w:.])([a-zA-Z_:][\\w:]*)\\s*(\\(|\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    private PromQl() {}

    /** A metric that is asked for, and the labels that are matched. */
    record Selector(String metric, Set<String> labels) {}

    static List<Selector> selectors(String query) {
        String bare = LABELS.matcher(
                        RANGE.matcher(TEXT.matcher(query).replaceAll("''")).replaceAll(""))
                .replaceAll("");
        List<Selector> selectors = new ArrayList<>();
        Matcher word = WORD.matcher(bare);
        while (word.find()) {
            boolean function = "(".equals(word.group(2));
            if (!function && !WORDS.contains(word.group(1))) {
                selectors.add(new Selector(word.group(1), labels(word.group(3))));
            }
        }
        return selectors;
    }

    private static Set<String> labels(String matchers) {
        Set<String> labels = new TreeSet<>();
        if (matchers != null) {
            LABEL.matcher(matchers).results().forEach(label -> labels.add(label.group(1)));
        }
        return labels;
    }
}
