// SPDX-License-Identifier: Apache-2.0
package dev.penstock.streams.http.api;

import dev.penstock.aggregate.Aggregate;
import dev.penstock.event.FieldPath;
import dev.penstock.event.FieldValue;
import dev.penstock.event.pipeline.Column;
import dev.penstock.event.pipeline.Emission;
import dev.penstock.event.pipeline.FeatureGroup;
import dev.penstock.event.pipeline.Filter;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.mistake.Quote;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.streams.http.answer.GroupsAnswer;
import dev.penstock.streams.http.answer.GroupsAnswer.Group;
import dev.penstock.streams.http.answer.GroupsAnswer.OfColumn;
import dev.penstock.streams.http.problem.Problem;
import dev.penstock.streams.http.problem.Problem.Kind;
import dev.penstock.streams.senders.FieldWatches;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The feature groups of a pipeline, as requests name them and answers tell them. Safe for use by many threads. */
public final class Groups {

    private final Map<String, FeatureGroup> byName = new LinkedHashMap<>();
    private final String applicationId;
    private final String engine;
    private final FieldsOfGroups fields;

    public Groups(String applicationId, Pipeline pipeline, FieldWatches watches) {
        pipeline.features().forEach(group -> byName.put(group.name(), group));
        this.applicationId = applicationId;
        this.engine = pipeline.engine().name().toLowerCase(Locale.ROOT).replace('_', '-');
        this.fields = new FieldsOfGroups(pipeline, watches);
    }

    /** What there is to tell as of now. */
    GroupsAnswer answer() {
        return new GroupsAnswer(
                applicationId, engine, byName.values().stream().map(this::tell).toList());
    }

    public Optional<FeatureGroup> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @throws dev.penstock.streams.http.problem.ProblemException if there is none of this name */
    FeatureGroup named(String name) {
        FeatureGroup group = byName.get(name);
        if (group != null) {
            return group;
        }
        var nearest = Suggestion.nearest(name, byName.keySet());
        String hint = nearest.map(one -> "; did you mean '" + one + "'?")
                .orElseGet(() -> byName.isEmpty() ? "; there are none at all" : "; there are " + names());
        Problem problem = Problem.of(Kind.UNKNOWN_GROUP, "there is no feature group " + Quote.quote(name) + hint)
                .withKnown(byName.keySet());
        throw nearest.map(one -> problem.with("did_you_mean", one))
                .orElse(problem)
                .exception();
    }

    private String names() {
        return String.join(", ", byName.keySet());
    }

    private Group tell(FeatureGroup group) {
        return new Group(
                group.name(),
                group.from(),
                group.key().stream().map(FieldPath::toString).toList(),
                group.keyType().name().toLowerCase(Locale.ROOT),
                group.window().length().toMillis(),
                group.window().offset().toMillis(),
                group.window().zone().map(ZoneId::getId).orElse(""),
                group.grace().toMillis(),
                group.retention().toMillis(),
                group.to(),
                group.recordKey().name().toLowerCase(Locale.ROOT),
                group.emission() instanceof Emission.Final ? "final" : "updates",
                group.columns().stream().map(Groups::tell).toList(),
                fields.of(group));
    }

    private static OfColumn tell(Column column) {
        if (column instanceof Column.Ratio ratio) {
            return new OfColumn(
                    ratio.name(),
                    "ratio",
                    "number",
                    "",
                    List.of(ratio.dividend(), ratio.divisor()),
                    "",
                    Map.of(),
                    Map.of());
        }
        var aggregated = (Column.Aggregated) column;
        Aggregate aggregate = aggregated.aggregate();
        return new OfColumn(
                column.name(),
                aggregate.type().name(),
                aggregate.type().value().type(),
                aggregate.input().map(FieldPath::toString).orElse(""),
                List.of(),
                aggregate.type().unit(),
                options(aggregate),
                where(aggregated.where()));
    }

    private static Map<String, BigDecimal> options(Aggregate aggregate) {
        return aggregate
                .option()
                .map(value -> Map.of(aggregate.type().option().orElseThrow().name(), value))
                .orElse(Map.of());
    }

    private static Map<String, List<String>> where(Filter filter) {
        Map<String, List<String>> where = new LinkedHashMap<>();
        filter.conditions()
                .forEach(condition -> where.put(
                        condition.field().toString(),
                        condition.anyOf().stream()
                                .map(FieldValue.Scalar::asText)
                                .toList()));
        return where;
    }
}
