// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.sample;

import dev.penstock.event.FieldPath;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;

import java.util.Set;

/** Finds the field that somebody meant among those that events have. */
final class NearNames {

    private NearNames() {}

    /** The end of a message: a field of the same name elsewhere, or the nearest name, or else all that there are. */
    static String hint(FieldPath field, Set<String> names) {
        String last = field.segments().get(field.segments().size() - 1);
        return names.stream()
                .filter(name -> name.equals(last) || name.endsWith("." + last))
                .findFirst()
                .map(name -> "; did you mean " + Quote.quote(name) + "?")
                .orElseGet(() -> Suggestion.hintOrAll(field.toString(), names));
    }
}
