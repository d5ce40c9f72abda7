// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.pipeline.mistake;

import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody meant. */
public final class Suggestion {

    /** Longer names than any that is allowed aren't compared: it would take long, and nothing is near. */
    private static final int MAX_LENGTH = 300;

    private Suggestion() {}

    /** The nearest of the names, where one is near enough: no more than a third of its letters differ. */
    public static Optional<String> nearest(String found, Collection<String> names) {
        Optional<String> nearest = Optional.empty();
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            int distance = distance(found, name);
            if (distance < least) {
                least = distance;
                nearest = Optional.of(name);
            }
        }
        return nearest;
    }

    /** The end of a message: the nearest name, if one is near enough. */
    public static String hint(String found, Collection<String> names) {
        return nearest(found, names)
                .map(name -> "; did you mean " + Quote.quote(name) + "?")
                .orElse("");
    }

    /** The end of a message: the nearest name, or else all that there are. */
    public static String hintOrAll(String found, Collection<String> names) {
        String hint = hint(found, names);
        return hint.isEmpty() && !names.isEmpty() ? "; known here: " + Quote.names(names) : hint;
    }

    private static int distance(String found, String name) {
        int length = Math.max(found.length(), name.length());
        if (length > MAX_LENGTH) {
            return Integer.MAX_VALUE;
        }
        int limit = length < 3 ? 0 : Math.max(1, length / 3);
        int distance = new DamerauLevenshteinDistance(limit)
                .apply(found.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        return distance < 0 ? Integer.MAX_VALUE : distance;
    }
}
