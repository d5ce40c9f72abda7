// SPDX-License-Identifier: Apache-2.0
package dev.penstock.event.encode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.event.RegisteredSchema;
import dev.penstock.event.avro.AvroFormat;
import dev.penstock.event.pipeline.mistake.Suggestion;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;

/** Writes records of Avro. Where a union may be several things the first that fits is taken. */
final class AvroBody implements ValueEncoder.Body {

    private final Schema schema;

    AvroBody(RegisteredSchema schema) {
        this.schema = AvroFormat.parse(schema);
        if (this.schema.getType() != Schema.Type.RECORD) {
            throw new IllegalArgumentException(
                    "a schema of type " + this.schema.getType().getName() + ", expected a record");
        }
    }

    @Override
    public void write(JsonNode event, ByteArrayOutputStream out) {
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new GenericDatumWriter<>(schema).write(value(schema, event, ""), encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object value(Schema schema, JsonNode node, String path) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, node, path);
            case UNION -> union(schema, node, path);
            case MAP -> {
                check(node.isObject(), node, path, "an object");
                var map = new HashMap<String, Object>();
                node.properties()
                        .forEach(entry -> map.put(
                                entry.getKey(),
                                value(
                                        schema.getValueType(),
                                        entry.getValue(),
                                        ValueEncoder.child(path, entry.getKey()))));
                yield map;
            }
            case ARRAY -> {
                check(node.isArray(), node, path, "a list");
                List<Object> items = new ArrayList<>();
                node.forEach(item -> items.add(value(schema.getElementType(), item, path)));
                yield items;
            }
            case ENUM -> {
                check(
                        node.isTextual() && schema.hasEnumSymbol(node.textValue()),
                        node,
                        path,
                        "one of " + schema.getEnumSymbols());
                yield new GenericData.EnumSymbol(schema, node.textValue());
            }
            case STRING -> {
                check(node.isTextual(), node, path, "a text");
                yield node.textValue();
            }
            case BYTES -> ByteBuffer.wrap(bytes(schema, node, path));
            case FIXED -> new GenericData.Fixed(schema, fixed(schema, node, path));
            case INT -> {
                check(node.isIntegralNumber() && node.canConvertToInt(), node, path, "an integer of 32 bits");
                yield node.intValue();
            }
            case LONG -> {
                check(node.isIntegralNumber() && node.canConvertToLong(), node, path, "an integer of 64 bits");
                yield node.longValue();
            }
            case FLOAT -> {
                check(node.isNumber(), node, path, "a number");
                yield node.floatValue();
            }
            case DOUBLE -> {
                check(node.isNumber(), node, path, "a number");
                yield node.doubleValue();
            }
            case BOOLEAN -> {
                check(node.isBoolean(), node, path, "true or false");
                yield node.booleanValue();
            }
            case NULL -> {
                check(node.isNull(), node, path, "null");
                yield null;
            }
        };
    }

    private static Object record(Schema schema, JsonNode node, String path) {
        check(node.isObject(), node, path, "an object");
        var record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            String name = ValueEncoder.child(path, field.name());
            JsonNode value = node.get(field.name());
            if (value != null) {
                record.put(field.pos(), value(field.schema(), value, name));
            } else if (field.hasDefaultValue()) {
                record.put(field.pos(), GenericData.get().getDefaultValue(field));
            } else if (!field.schema().isNullable()) {
                throw new IllegalArgumentException("'" + name + "' is missing");
            }
        }
        node.fieldNames().forEachRemaining(name -> {
            if (schema.getField(name) == null) {
                throw new IllegalArgumentException("the schema has no field '" + ValueEncoder.child(path, name) + "'"
                        + Suggestion.hintOrAll(
                                name,
                                schema.getFields().stream()
                                        .map(Schema.Field::name)
                                        .toList()));
            }
        });
        return record;
    }

    private static Object union(Schema schema, JsonNode node, String path) {
        IllegalArgumentException last = ValueEncoder.wrong(path, node, "nothing at all");
        for (Schema branch : schema.getTypes()) {
            if (node.isNull() != (branch.getType() == Schema.Type.NULL)) {
                continue;
            }
            try {
                return value(branch, node, path);
            } catch (IllegalArgumentException e) {
                last = e;
            }
        }
        throw last;
    }

    private static byte[] fixed(Schema schema, JsonNode node, String path) {
        byte[] bytes = bytes(schema, node, path);
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal && bytes.length <= schema.getFixedSize()) {
            byte[] whole = new byte[schema.getFixedSize()];
            Arrays.fill(whole, (byte) (bytes[0] < 0 ? -1 : 0));
            System.arraycopy(bytes, 0, whole, whole.length - bytes.length, bytes.length);
            return whole;
        }
        check(bytes.length == schema.getFixedSize(), node, path, schema.getFixedSize() + " bytes in Base64");
        return bytes;
    }

    private static byte[] bytes(Schema schema, JsonNode node, String path) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            check(node.isNumber(), node, path, "a number");
            BigDecimal value = node.decimalValue().stripTrailingZeros();
            check(
                    value.scale() <= decimal.getScale(),
                    node,
                    path,
                    "at most " + decimal.getScale() + " digits behind the point");
            return value.setScale(decimal.getScale()).unscaledValue().toByteArray();
        }
        try {
            return Base64.getDecoder().decode(node.isTextual() ? node.textValue() : "-");
        } catch (IllegalArgumentException e) {
            throw ValueEncoder.wrong(path, node, "bytes in Base64");
        }
    }

    private static void check(boolean fits, JsonNode node, String path, String expected) {
        if (!fits) {
            throw ValueEncoder.wrong(path, node, expected);
        }
    }
}
