// SPDX-License-Identifier: Apache-2.0
package dev.penstock.bench.harness;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What was measured of a contender in a round. What the system does not tell is left out. */
public record Figures(Map<Figure, Double> values) {

    /** Of a contender that failed before there were any. */
    public static final Figures NONE = new Figures(Map.of());

    public Figures {
        var sorted = new EnumMap<Figure, Double>(Figure.class);
        sorted.putAll(values);
        values = Collections.unmodifiableMap(sorted);
    }

    /** @throws IllegalArgumentException if there is a figure of a kind that is not known */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Figures read(Map<String, Double> json) {
        var values = new EnumMap<Figure, Double>(Figure.class);
        json.forEach((text, value) -> values.put(Figure.of(text), value));
        return new Figures(values);
    }

    @JsonValue
    Map<String, Double> json() {
        var json = new LinkedHashMap<String, Double>();
        values.forEach((figure, value) -> json.put(figure.text(), value));
        return json;
    }

    public OptionalDouble get(Figure figure) {
        return values.containsKey(figure) ? OptionalDouble.of(values.get(figure)) : OptionalDouble.empty();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** These and one more. */
    public Figures with(Figure figure, double value) {
        var more = new EnumMap<Figure, Double>(Figure.class);
        more.putAll(values);
        more.put(figure, value);
        return new Figures(more);
    }
}
