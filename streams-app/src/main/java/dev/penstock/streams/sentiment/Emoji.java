// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.sentiment;

import java.util.HashMap;
import java.util.Map;

/**
 * Names of emoji, which are scored in their place. Those of several code points are not there: texts are looked at code
 * point by code point.
 */
final class Emoji {

    private static final Map<Integer, String> NAMES = names();

    private Emoji() {}

    private static Map<Integer, String> names() {
        Map<Integer, String> names = new HashMap<>();
        WordList.rows("emoji.tsv").forEach((emoji, name) -> names.put(emoji.codePointAt(0), name));
        return names;
    }

    /** Null for what is no emoji. */
    static String name(int codePoint) {
        return NAMES.get(codePoint);
    }
}
