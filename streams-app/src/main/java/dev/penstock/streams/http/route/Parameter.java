// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.util.Collections.unmodifiableMap;

/**
 * A parameter of a route.
 *
 * @param place where it is in the URL
 * @param type as JSON Schema calls it
 * @param limits what else JSON Schema can say about its values, by keyword
 */
public record Parameter(
        String name, Place place, String type, String description, String example, Map<String, Object> limits) {

    enum Place {
        PATH,
        QUERY
    }

    public Parameter {
        limits = unmodifiableMap(new LinkedHashMap<>(limits));
    }

    public static Parameter path(String name, String description, String example) {
        return new Parameter(name, Place.PATH, "string", description, example, Map.of("minLength", 1));
    }

    public static Parameter query(String name, String description, String example) {
        return new Parameter(name, Place.QUERY, "string", description, example, Map.of());
    }

    public static Parameter number(String name, String description, int least, int most) {
        var limits = Map.<String, Object>of("minimum", least, "maximum", most);
        return new Parameter(name, Place.QUERY, "integer", description, "", limits);
    }

    /** One of a few words. */
    public static Parameter word(String name, String description, List<String> words) {
        return new Parameter(name, Place.QUERY, "string", description, "", Map.of("enum", words));
    }

    /** The same, where only what matches a pattern of ECMA-262 is taken. */
    public Parameter matching(String pattern) {
        return new Parameter(name, place, type, description, example, Map.of("pattern", pattern));
    }

    /** The same, where the empty text is not taken. */
    public Parameter notEmpty() {
        return new Parameter(name, place, type, description, example, Map.of("minLength", 1));
    }
}
