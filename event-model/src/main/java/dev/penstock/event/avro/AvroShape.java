// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.avro;

import dev.penstock.event.FieldKind;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.registered.SchemaShape;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a schema of Avro says of fields. */
public final class AvroShape {

    private AvroShape() {}

    /** @throws IllegalArgumentException if it is no schema of a record, and why */
    public static SchemaShape of(RegisteredSchema schema) {
        return of(AvroFormat.parse(schema));
    }

    private static SchemaShape of(Schema schema) {
        return switch (schema.getType()) {
            case RECORD ->
                VariableScaleDecimal.isSchema(schema)
                        ? SchemaShape.of(FieldKind.NUMBER)
                        : SchemaShape.object(() -> members(schema));
            case MAP -> SchemaShape.map(of(schema.getValueType()));
            case ARRAY -> SchemaShape.list(of(schema.getElementType()));
            case UNION -> union(schema.getTypes());
            case STRING, ENUM -> SchemaShape.of(FieldKind.TEXT);
            case BYTES, FIXED ->
                SchemaShape.of(
                        schema.getLogicalType() instanceof LogicalTypes.Decimal ? FieldKind.NUMBER : FieldKind.TEXT);
            case INT, LONG, FLOAT, DOUBLE -> SchemaShape.of(FieldKind.NUMBER);
            case BOOLEAN -> SchemaShape.of(FieldKind.TRUE);
            case NULL -> SchemaShape.ANY;
        };
    }

    private static SchemaShape union(List<Schema> branches) {
        List<SchemaShape> shapes = branches.stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .map(AvroShape::of)
                .toList();
        boolean isOne = shapes.size() == 1
                || !shapes.isEmpty()
                        && shapes.get(0).kind() != FieldKind.OBJECT
                        && shapes.stream().map(SchemaShape::kind).distinct().count() == 1;
        return isOne ? shapes.get(0) : SchemaShape.ANY;
    }

    private static Map<String, SchemaShape> members(Schema schema) {
        var members = new LinkedHashMap<String, SchemaShape>();
        schema.getFields().forEach(field -> members.put(field.name(), of(field.schema())));
        return members;
    }
}
