// SPDX-License-Identifier: Apache-2.0
package dev.penstock.store.parquet;

import dev.penstock.event.pipeline.ColumnType;
import dev.penstock.event.pipeline.Store;
import dev.penstock.store.row.RowField;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a group's files: its key fields, the window, its columns, and {@link Store.Parquet#ADDED_FIELDS}. Each type
 * is one that readers take for what it is: none reads it as bytes.
 */
final class RowSchema {

    static final String WINDOW_START = "window_start";
    static final String WINDOW_END = "window_end";
    static final String WINDOW_DATE = Store.Parquet.ADDED_FIELDS.get(0);
    static final String WINDOW_HOUR = Store.Parquet.ADDED_FIELDS.get(1);
    static final String ROW_TIME = Store.Parquet.ADDED_FIELDS.get(2);
    static final String ROW_PARTITION = Store.Parquet.ADDED_FIELDS.get(3);
    static final String ROW_OFFSET = Store.Parquet.ADDED_FIELDS.get(4);

    /** Decimals of up to so many digits are whole numbers of 64 bits, and others of {@link #WIDE_BYTES}. */
    static final int LONG_DIGITS = 18;

    static final int WIDE_BYTES = 16;

    private RowSchema() {}

    /** In the order of the fields, with the window behind those of the key. */
    static MessageType of(String group, List<RowField> fields) {
        List<Type> types = new ArrayList<>();
        fields.stream().filter(RowField::isKey).forEach(field -> types.add(type(field)));
        types.add(time(WINDOW_START));
        types.add(time(WINDOW_END));
        types.add(Types.required(PrimitiveTypeName.INT32)
                .as(LogicalTypeAnnotation.dateType())
                .named(WINDOW_DATE));
        types.add(Types.required(PrimitiveTypeName.INT32).named(WINDOW_HOUR));
        fields.stream().filter(field -> !field.isKey()).forEach(field -> types.add(type(field)));
        types.add(time(ROW_TIME));
        types.add(Types.required(PrimitiveTypeName.INT32).named(ROW_PARTITION));
        types.add(Types.required(PrimitiveTypeName.INT64).named(ROW_OFFSET));
        return new MessageType(group, types);
    }

    private static Type time(String name) {
        return Types.required(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                .named(name);
    }

    /** A value may be missing, also that of a key field, when it is none of the field's type. */
    private static Type type(RowField field) {
        ColumnType type = field.type();
        return switch (type.kind()) {
            case TEXTS -> list(field, text("element"));
            case INTEGERS -> list(field, Types.optional(PrimitiveTypeName.INT64).named("element"));
            case DOUBLES -> list(field, Types.optional(PrimitiveTypeName.DOUBLE).named("element"));
            case TEXT -> text(field.name());
            case INTEGER -> Types.optional(PrimitiveTypeName.INT64).named(field.name());
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(field.name());
            case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(field.name());
            case TIMESTAMP ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                        .named(field.name());
            case DECIMAL -> decimal(field.name(), type);
        };
    }

    private static PrimitiveType text(String name) {
        return Types.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(name);
    }

    private static Type decimal(String name, ColumnType type) {
        var annotation = LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
        return type.precision() <= LONG_DIGITS
                ? Types.optional(PrimitiveTypeName.INT64).as(annotation).named(name)
                : Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                        .length(WIDE_BYTES)
                        .as(annotation)
                        .named(name);
    }

    private static Type list(RowField field, Type element) {
        return Types.optionalList().element(element).named(field.name());
    }
}
