// SPDX-License-Identifier: Apache-2.0
package dev.penstock.cli.infer;

import dev.penstock.event.pipeline.FeatureGroup;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The pipeline file for a sample: its text, with what was seen in comments. */
final class InferredPipeline {

    private static final int MOST_LISTED = 60;
    private static final int MOST_NUMBERS = 3;
    private static final int MOST_COUNTED = 3;
    private static final int MOST_DISTINCT = 2;

    private final Sample sample;
    private final EventShape shape;
    private final Map<String, FieldProfile> fields;
    private final List<TimeField> times;
    private final Optional<KeyField> key;
    private final Optional<FieldProfile> entity;
    private final StringBuilder text = new StringBuilder();

    private InferredPipeline(Sample sample, EventShape shape) {
        this.sample = sample;
        this.shape = shape;
        this.fields = FieldProfile.of(shape.events());
        this.times = TimeField.of(fields.values(), events());
        this.key = KeyField.of(shape, fields.values());
        this.entity = key.map(KeyField::field)
                .filter(field -> !FeatureGroup.RESERVED_FIELDS.contains(field.path()))
                .or(this::likeliestEntity);
    }

    static InferredPipeline of(Sample sample, EventShape shape) {
        var pipeline = new InferredPipeline(sample, shape);
        pipeline.write();
        return pipeline;
    }

    String text() {
        return text.toString();
    }

    private int events() {
        return shape.events().size();
    }

    /** A field that names somebody or something that several events are of. */
    private Optional<FieldProfile> likeliestEntity() {
        return fields.values().stream()
                .filter(field -> field.isKey() && !isTime(field) && field.events() == events() && field.values() > 1)
                .filter(field -> !FeatureGroup.RESERVED_FIELDS.contains(field.path()))
                .filter(field -> field.isId() || field.isKind())
                .max(Comparator.comparing((FieldProfile field) -> field.isActor() && field.values() < events())
                        .thenComparing(field -> field.isId() && 2L * field.values() <= events())
                        .thenComparing(field -> !field.isId())
                        .thenComparing(FieldProfile::values));
    }

    private boolean isTime(FieldProfile field) {
        return times.stream().anyMatch(time -> time.field() == field);
    }

    private void write() {
        line("# From %d events of %s.", events(), sample.from());
        listFields();
        String source = Names.name(sample.topic());
        line("sources:");
        line("  %s:", source);
        line("    topic: %s", Names.yaml(sample.topic()));
        if (!shape.format().equals(EventShape.JSON)) {
            line("    format: %s", shape.format());
        }
        if (!shape.unwrap().equals(EventShape.NONE)) {
            line("    unwrap: %s", shape.unwrap());
        }
        writeKey();
        writeTime();
        if (fields.values().stream().anyMatch(FieldProfile::isNumberInText)) {
            line("    # Some fields have numbers as texts: %s.", numbersInTexts());
            line("    numbers: lenient");
        }
        line("features:");
        var topics = new HashSet<String>();
        entity.ifPresent(
                field -> group(source, "by_" + Names.name(field.path()), Names.yaml(field.path()), field, topics));
        group(source, "all_" + source, "all", null, topics);
    }

    private void listFields() {
        line("#");
        line("# %-28s %-16s %6s %8s  %s", "field", "holds", "in", "values", "for example");
        fields.values().stream()
                .limit(MOST_LISTED)
                .forEach(field -> line(
                        "# %-28s %-16s %5d%% %8s  %s",
                        Names.yaml(field.path()),
                        field.type(),
                        100 * field.events() / events(),
                        field.isScalar() ? field.valuesInWords() : "",
                        String.join(
                                ", ",
                                field.examples(3).stream().map(Names::comment).toList())));
        if (fields.size() > MOST_LISTED) {
            line("# and %d more", fields.size() - MOST_LISTED);
        }
        fields.values().stream()
                .filter(FieldProfile::isList)
                .forEach(field -> line(
                        "# %s is a list: with 'each: %s' in the source, every element is an event.",
                        Names.yaml(field.path()), Names.yaml(field.path())));
        line("#");
    }

    private void writeKey() {
        if (key.isPresent()) {
            line("    # The record keys are this field.");
            line("    partitioned_by: %s", Names.yaml(key.get().field().path()));
            if (!key.get().format().equals(KeyField.TEXT)) {
                line("    key_format: %s", key.get().format());
            }
        } else if (sample.isOfTopic()) {
            boolean none = shape.keys().stream().allMatch(each -> each == null);
            line("    # %s", none ? "The records have no keys." : "The record keys are not those of any one field.");
        } else {
            entity.ifPresent(field -> {
                line("    # A guess: what the record key is to be made of.");
                line("    partitioned_by: %s", Names.yaml(field.path()));
            });
        }
    }

    private void writeTime() {
        if (times.isEmpty()) {
            line("    # No field that every event has holds a time, so the time of an event is that of its record.");
            line("    timestamp: {record: true}");
            return;
        }
        TimeField time = times.get(0);
        line("    # From %s to %s.%s", Instant.ofEpochMilli(time.from()), Instant.ofEpochMilli(time.to()), others());
        if (time.zone()) {
            line("    # These times have no offset: say whose clock wrote them.");
        }
        line(
                "    timestamp: {field: %s, unit: %s%s}",
                Names.yaml(time.field().path()), time.unitWord(), time.zone() ? ", zone: UTC" : "");
    }

    private String others() {
        List<String> others = times.stream()
                .skip(1)
                .map(time -> Names.yaml(time.field().path()) + " (" + time.unitWord() + ")")
                .toList();
        return others.isEmpty() ? "" : " Times are also in " + String.join(", ", others) + ".";
    }

    private String numbersInTexts() {
        return String.join(
                ", ",
                fields.values().stream()
                        .filter(FieldProfile::isNumberInText)
                        .map(field -> Names.yaml(field.path()))
                        .toList());
    }

    /** @param field null for a group of all events */
    private void group(String source, String name, String groupKey, FieldProfile field, Set<String> topics) {
        String topic = Names.topic("features-" + source + (field == null ? "" : "-" + name))
                .replace('_', '-');
        line("  %s:", name);
        line("    from: %s", source);
        line("    key: %s", groupKey);
        line("    window: %s", window());
        line("    to: %s", Names.yaml(topics.add(topic) ? topic : topic + "-2"));
        line("    columns:");
        var columns = new HashSet<>(Set.of(groupKey));
        column("events", "{count: events}", columns);
        if (field == null) {
            entity.ifPresent(of -> column("different_" + Names.name(of.path()), aggregate("distinct", of), columns));
        }
        others(field)
                .filter(of -> of.isNumber() || of.isNumberInText())
                .filter(of -> !of.isId() && !of.isKind())
                .limit(MOST_NUMBERS)
                .forEach(of -> {
                    column("sum_" + Names.name(of.path()), aggregate("sum", of), columns);
                    column("avg_" + Names.name(of.path()), aggregate("avg", of), columns);
                });
        others(field)
                .filter(FieldProfile::isKind)
                .limit(MOST_COUNTED)
                .forEach(of -> column("by_" + Names.name(of.path()), aggregate("count_by", of), columns));
        if (field != null) {
            others(field)
                    .filter(of -> of.isId() && !of.isKind() && of.values() > 1)
                    .limit(MOST_DISTINCT)
                    .forEach(of -> column("different_" + Names.name(of.path()), aggregate("distinct", of), columns));
        }
    }

    private Stream<FieldProfile> others(FieldProfile field) {
        return fields.values().stream()
                .filter(of -> of != field && of.isScalar() && !isTime(of))
                .filter(of -> 2 * of.events() >= events())
                .filter(of -> !of.path().startsWith("__") || of.path().equals("__op"));
    }

    private static String aggregate(String name, FieldProfile field) {
        return "{" + name + ": " + Names.yaml(field.path()) + "}";
    }

    private void column(String name, String aggregate, Set<String> columns) {
        String unique = name;
        for (int i = 2; !columns.add(unique); i++) {
            unique = name + "_" + i;
        }
        line("      %s: %s", unique, aggregate);
    }

    /** Short enough that the sample is in several. */
    private String window() {
        if (times.isEmpty()) {
            return "1m";
        }
        Duration span = Duration.ofMillis(times.get(0).to() - times.get(0).from());
        return span.toDays() >= 60 ? "1d" : span.toDays() >= 2 ? "1h" : "1m";
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments).stripTrailing())
                .append('\n');
    }
}
