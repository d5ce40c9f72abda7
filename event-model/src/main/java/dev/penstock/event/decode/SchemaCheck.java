// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.decode;

import dev.penstock.event.FieldKind;
import dev.penstock.event.FieldPath;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.avro.AvroShape;
import dev.penstock.event.field.FieldNeeds;
import dev.penstock.event.field.FieldNeeds.Demand;
import dev.penstock.event.field.FieldNeeds.Kind;
import dev.penstock.event.field.FieldPresence.Obstacle;
import dev.penstock.event.pipeline.DeclaredSchema;
import dev.penstock.event.pipeline.Pipeline;
import dev.penstock.event.pipeline.Protection;
import dev.penstock.event.pipeline.Source;
import dev.penstock.event.pipeline.Source.Format;
import dev.penstock.event.pipeline.Source.Unit;
import dev.penstock.event.pipeline.Timestamp;
import dev.penstock.event.pipeline.Unwrap;
import dev.penstock.event.pipeline.mistake.Suggestion;
import dev.penstock.event.protobuf.ProtobufShape;
import dev.penstock.event.registered.JsonSchemaShape;
import dev.penstock.event.registered.SchemaShape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Holds what a pipeline reads of a source against the schema of its records, before there is any. */
public final class SchemaCheck {

    private final Source source;
    private final FieldNeeds needs;

    private SchemaCheck(Pipeline pipeline, Source source) {
        this.source = source;
        this.needs = FieldNeeds.ofSource(pipeline, source);
    }

    /**
     * What does not fit, in words: {@code no field 'custmer'; did you mean 'customer'?}.
     *
     * @throws IllegalArgumentException if the schema is none of the source's format, and why
     */
    public static List<String> faults(Pipeline pipeline, Source source, RegisteredSchema schema) {
        if (!schema.type().equals(source.format().schemaType())) {
            throw new IllegalArgumentException("it is of type " + schema.type() + ", expected "
                    + source.format().schemaType());
        }
        var check = new SchemaCheck(pipeline, source);
        // Of several messages each record may be another one: that fits which fits best.
        return shapes(source, schema).stream()
                .map(check::faults)
                .min(Comparator.comparingInt(List::size))
                .orElse(List.of("the schema has no message"));
    }

    private static List<SchemaShape> shapes(Source source, RegisteredSchema schema) {
        if (source.format() == Format.AVRO) {
            return List.of(AvroShape.of(schema));
        }
        return source.format() == Format.PROTOBUF
                ? ProtobufShape.of(schema, source.schema().map(DeclaredSchema::message))
                : List.of(JsonSchemaShape.of(schema));
    }

    private List<String> faults(SchemaShape value) {
        if (source.unwrap() instanceof Unwrap.AtField at) {
            var faults = new ArrayList<String>();
            Optional<SchemaShape> event = walk(at.field(), value, faults);
            return event.isEmpty() ? faults : faultsOfEvent(event.get());
        }
        // What other envelopes make of a value is no matter of its schema alone.
        return source.unwrap() instanceof Unwrap.None ? faultsOfEvent(value) : List.of();
    }

    private List<String> faultsOfEvent(SchemaShape schema) {
        if (schema.kind() != FieldKind.OBJECT && !schema.isAny()) {
            return List.of("the schema is of " + new Obstacle(null, schema.kind()).what() + ", expected an object");
        }
        var faults = new ArrayList<String>();
        for (FieldPath field : needs.wanted()) {
            if (!source.decrypts(field)) {
                walk(field, schema, faults).ifPresent(found -> checkKind(field, found, faults));
            }
        }
        for (FieldPath field : source.decrypt().map(Protection::fields).orElse(List.of())) {
            walk(field, schema, faults)
                    .filter(found -> found.kind() != FieldKind.TEXT)
                    .ifPresent(found -> faults.add("'" + field + "' is " + new Obstacle(field, found.kind()).what()
                            + ", and what is encrypted is a text"));
        }
        return faults;
    }

    /** What the field is; empty where nothing is known, or there is no such field, which is told. */
    private Optional<SchemaShape> walk(FieldPath field, SchemaShape schema, List<String> faults) {
        SchemaShape at = schema;
        List<String> names = field.segments();
        for (int i = 0; i < names.size(); i++) {
            if (at.isAny()) {
                return Optional.empty();
            }
            Optional<SchemaShape> next = at.member(names.get(i));
            if (next.isEmpty()) {
                String before = String.join(".", names.subList(0, i));
                faults.add(
                        at.kind() == FieldKind.OBJECT
                                ? "no field '" + field + "'" + hint(before, names.get(i), at)
                                : "'" + field + "' runs into " + new Obstacle(field, at.kind()).what() + ": '" + before
                                        + "' is one");
                return Optional.empty();
            }
            at = next.get();
            if (at.kind() == FieldKind.ARRAY && source.each().equals(Optional.of(field(names, i)))) {
                at = at.element();
            }
        }
        return at.isAny() ? Optional.empty() : Optional.of(at);
    }

    private static FieldPath field(List<String> names, int last) {
        return new FieldPath(names.subList(0, last + 1));
    }

    private static String hint(String before, String name, SchemaShape at) {
        String hint = Suggestion.hintOrAll(name, at.names());
        return before.isEmpty() ? hint : " in '" + before + "'" + hint;
    }

    private void checkKind(FieldPath field, SchemaShape found, List<String> faults) {
        String what = "'" + field + "' is " + new Obstacle(field, found.kind()).what();
        boolean isSingle = found.kind() != FieldKind.OBJECT && found.kind() != FieldKind.ARRAY;
        if (!isSingle) {
            if (needs.singles().contains(field)) {
                faults.add(what + ", expected a single value");
            }
            return;
        }
        boolean isNumber = found.kind() == FieldKind.NUMBER;
        boolean holdsNumber = found.kind() == FieldKind.TEXT && source.hasLenientNumbers();
        if (demands(field, Kind.NUMBER) && !isNumber && !holdsNumber) {
            faults.add(what + ", expected a number");
        } else if (demands(field, Kind.TEXT) && found.kind() != FieldKind.TEXT) {
            faults.add(what + ", expected a text");
        } else if (source.timestamp() instanceof Timestamp.InField at
                && at.field().equals(field)
                && isWrongTime(at.format().unit(), found.kind())) {
            faults.add(
                    what + ", expected a time in " + at.format().unit().name().toLowerCase(Locale.ROOT));
        }
    }

    private boolean demands(FieldPath field, Kind kind) {
        return needs.demands().stream()
                .filter(demand -> demand.field().equals(field))
                .map(Demand::kind)
                .anyMatch(kind::equals);
    }

    /** Numbers may stand in a text. */
    private static boolean isWrongTime(Unit unit, FieldKind kind) {
        return kind == FieldKind.TRUE || unit == Unit.ISO8601 && kind == FieldKind.NUMBER;
    }
}
