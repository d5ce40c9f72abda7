// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.event.DecodeLimits;
import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldPath;
import dev.penstock.event.Fields;
import dev.penstock.event.Projection;
import dev.penstock.event.json.JsonDecoder;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.streams.http.answer.Value;
import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.route.RequestParameters;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The features of a question, in their order: what they are called, and how to get them out of rows. */
final class VectorFeatures {

    private static final DecodeLimits ANY_ROW = new DecodeLimits(Integer.MAX_VALUE, 64, Integer.MAX_VALUE);

    private final List<String> names = new ArrayList<>();
    private final Map<String, OfGroup> groups = new LinkedHashMap<>();

    /** @param features groups and columns, as they were asked for */
    VectorFeatures(Groups known, List<String> features) {
        for (String feature : features) {
            add(known, feature);
        }
        groups.values().forEach(OfGroup::complete);
    }

    private void add(Groups known, String feature) {
        int dot = feature.indexOf('.');
        FeatureGroup group = known.named(dot < 0 ? feature : feature.substring(0, dot));
        List<String> all = group.columns().stream().map(Column::name).toList();
        String column = feature.substring(dot + 1);
        if (dot >= 0 && !all.contains(column)) {
            throw noColumn(group, column, all).exception();
        }
        OfGroup ofGroup = groups.computeIfAbsent(group.name(), name -> new OfGroup(group));
        for (String one : dot < 0 ? all : List.of(column)) {
            ofGroup.add(one, names.size());
            names.add(group.name() + "." + one);
        }
    }

    private static Problem noColumn(FeatureGroup group, String column, List<String> all) {
        String hint = Suggestion.nearest(column, all)
                .map(nearest -> "did you mean '" + nearest + "'?")
                .orElse("there are " + String.join(", ", all));
        return RequestParameters.unfit("features", group.name() + "." + Quote.plain(column), "a column; " + hint)
                .withKnown(all);
    }

    List<String> names() {
        return List.copyOf(names);
    }

    List<OfGroup> groups() {
        return List.copyOf(groups.values());
    }

    /** Those of one group. */
    static final class OfGroup {

        private final FeatureGroup group;
        private final List<FieldPath> columns = new ArrayList<>();
        private final List<Integer> places = new ArrayList<>();
        private Projection projection;
        private JsonDecoder rows;

        private OfGroup(FeatureGroup group) {
            this.group = group;
        }

        private void add(String column, int place) {
            columns.add(new FieldPath(List.of(column)));
            places.add(place);
        }

        private void complete() {
            projection = Projection.of(columns);
            rows = new JsonDecoder(projection, ANY_ROW);
        }

        FeatureGroup group() {
            return group;
        }

        /** At which places of a vector its features are. */
        List<Integer> places() {
            return places;
        }

        /** The values of a row, in the order of the places. */
        List<Value> values(String row) {
            var fields = (Fields) rows.decode(row.getBytes(StandardCharsets.UTF_8));
            return columns.stream()
                    .map(column -> value(fields, projection.slot(column)))
                    .toList();
        }

        private static Value value(Fields fields, int slot) {
            return fields.kind(slot) == FieldKind.NULL
                    ? Value.NULL
                    : fields.verbatim(slot)
                            .map(json -> new Value(new String(json, StandardCharsets.UTF_8)))
                            .orElse(Value.NULL);
        }
    }
}
